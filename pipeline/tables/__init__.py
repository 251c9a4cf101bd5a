"""From claims to files: the columns promised to users, and the CSV that holds them."""
