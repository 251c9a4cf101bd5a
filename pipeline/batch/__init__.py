"""Many articles: read, extract, write."""
