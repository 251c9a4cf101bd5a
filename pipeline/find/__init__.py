"""What stands where in the text: quantities, items, time expressions, quotations, attributions, speakers."""
