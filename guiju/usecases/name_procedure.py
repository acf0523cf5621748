"""What a procedure is called where no version is meant."""

from __future__ import annotations

import re

from guiju.store.catalogue import Catalogue

_EDITION = re.compile(r"（[^（）]*\d{4}年[^（）]*）$")


def procedure_name(catalogue: Catalogue, name: str) -> str:
    """The latest version's title, without the edition in brackets where there are several; an unknown id stays."""
    if name not in catalogue.procedures:
        return name
    versions = catalogue.procedures.versions(name)
    title = versions[-1].title
    return _EDITION.sub("", title) if len(versions) > 1 else title
