"""The report: one offline page to look through the claims beside their articles."""
