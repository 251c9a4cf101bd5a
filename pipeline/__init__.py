"""Numeric claims from news articles: who said it, what, the number, the date."""
