"""Django as the program sets it up, with django-simple-history beside it."""

from guiju.project import settings as ours

globals().update({name: value for name, value in vars(ours).items() if name.isupper()})
INSTALLED_APPS = [*ours.INSTALLED_APPS, "simple_history"]
