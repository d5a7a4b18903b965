"""`python -m aatulab.cli` is the `aatulab` command."""

from aatulab.cli import main

main()
