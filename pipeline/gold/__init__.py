"""Gold annotations: read, compared, scored."""
