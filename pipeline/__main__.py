"""``python -m pipeline`` is the command ``claimrows``."""

from pipeline.cli import main

main()
