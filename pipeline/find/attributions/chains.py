"""Chains of sources: whose words reach the article through whom."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.types import Attribution, CharSpan


def link_chains(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, each with the outer sources whose content holds its source or cue."""
    return [replace(inner, relayed_by=_relays(inner, attributions)) for inner in attributions]


def _relays(inner: Attribution, attributions: Sequence[Attribution]) -> tuple[CharSpan, ...]:
    if inner.source is None:
        return ()
    return tuple(
        dict.fromkeys(
            outer.source
            for outer in attributions
            if outer.source and outer is not inner and outer.source != inner.source and _holds(outer, inner)
        )
    )


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if inner.cue is None or inner.source is None:
        return False
    return any(content.covers(inner.cue) and content.covers(inner.source) for content in outer.content)
