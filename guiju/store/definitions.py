"""Past definitions kept by digest."""

from __future__ import annotations

from guiju.store.models import PastDefinition


def keep(digest: str, procedure: str, source: str) -> None:
    """Keep the declared table of a definition (once)."""
    PastDefinition.objects.get_or_create(digest=digest, defaults={"procedure": procedure, "source": source})


def kept() -> dict[str, str]:
    """Digest → declared table (JSON) of every definition an act was judged by."""
    return dict(PastDefinition.objects.values_list("digest", "source"))
