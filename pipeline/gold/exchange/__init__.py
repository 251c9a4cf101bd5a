"""Gold to and from the formats of other annotation programs."""
