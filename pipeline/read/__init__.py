"""From files to articles: exact text, identity, publication date."""
