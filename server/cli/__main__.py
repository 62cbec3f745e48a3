"""Run the command line with `python -m server.cli`."""

from server.cli import main

main()
