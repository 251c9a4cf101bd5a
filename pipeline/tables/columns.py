"""The columns of the tables: the promise to users, stated once, and how a claim fills them."""

from decimal import Decimal

from pipeline.types import Claim, Modifier, QuantityMention, Rejection

CLAIM_COLUMNS = (
    "who_said", "what", "number", "unit", "date", "modifier", "low", "high", "item", "event", "entities", "modality",
    "quote", "who_type", "cue", "relayed_by", "said_on", "article", "outlet", "title", "published", "sentence",
    "number_text", "who_text", "date_text", "char_start", "char_end", "flags", "rules", "claim_id",
)  # fmt: skip

REJECTION_COLUMNS = ("article", "char_start", "char_end", "text", "step", "reason")


def claim_row(claim: Claim) -> dict[str, str]:
    """Return the cells of one claim, in the order of CLAIM_COLUMNS."""
    article, quantity = claim.article, claim.quantity
    cells = (
        claim.who.name if claim.who else "",
        claim.what,
        _number(quantity.value if quantity.modifier is not Modifier.RANGE else None),
        quantity.unit,
        claim.date,
        quantity.modifier.value,
        _number(quantity.low),
        _number(quantity.high),
        _item(claim.item, quantity),
        claim.event,
        "; ".join(f"{name} [{label}]" for name, label in claim.entities),
        claim.modality.value,
        claim.quote.value,
        claim.who.kind.value if claim.who else "",
        claim.cue,
        "; ".join(claim.relayed_by),
        claim.said_on,
        article.id,
        article.outlet,
        article.title,
        article.published.isoformat() if article.published else "",
        article.text[claim.sentence.start : claim.sentence.end],
        article.text[quantity.span.start : quantity.span.end],
        claim.who_text,
        claim.date_text,
        str(quantity.span.start),
        str(quantity.span.end),
        ";".join(claim.flags),
        ";".join(claim.rules),
        claim.claim_id,
    )
    return dict(zip(CLAIM_COLUMNS, cells, strict=True))


def rejection_row(rejection: Rejection) -> dict[str, str]:
    """Return the cells of one rejection, in the order of REJECTION_COLUMNS."""
    span = rejection.span
    start, end = (str(span.start), str(span.end)) if span else ("", "")
    cells = (rejection.article, start, end, rejection.text, rejection.step, rejection.reason)
    return dict(zip(REJECTION_COLUMNS, cells, strict=True))


def _item(item: str, quantity: QuantityMention) -> str:
    """Put a rate's denominator with the thing counted: "deaths per 100,000 people"."""
    return f"{item} per {quantity.per}" if item and quantity.per and quantity.per not in item else item


def _number(value: Decimal | None) -> str:
    """Write a number in full, without exponent and trailing zeros.

    >>> _number(Decimal("6E+12")), _number(Decimal("4.220")), _number(None)
    ('6000000000000', '4.22', '')
    """
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
