"""The page taken apart: which stretches are the article, cut into sentences, and which are furniture."""
