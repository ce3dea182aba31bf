"""``python -m classifier`` is the ``rolecall`` command."""

from classifier.cli import main

main(prog_name="rolecall")
