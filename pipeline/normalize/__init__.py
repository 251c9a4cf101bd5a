"""From what stands in the text to the values in the table: dates, units, names."""
