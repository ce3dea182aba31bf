"""The command line: a door that only reads arguments and writes answers."""

import click

from classifier.cli.group import LazyGroup

#: Each command, in a module of its name, and the first sentence of its help.
COMMANDS = {
    "batch": "Judge every ad in files, folders, patterns and archives; - reads stdin.",
    "classify": "Judge the ad in FILE (text, HTML or JSON; - or nothing reads stdin).",
    "credentials": "List the credentials that are known, with what each is called and who awards it.",
    "evaluate": "Measure a system on labelled postings (the frozen ones of the project where DATA is left out).",
    "fit": "Compare a candidate with the ad in POSTING, demand by demand; without a candidate, the ad with itself.",
    "report": "Write one page over RESULTS, the output of `rolecall batch`: roles, credentials, pay, findings.",
    "serve": "Serve the HTTP API on this machine.",
    "train": "Train the model on the rows of a folder and write it with its card (needs scikit-learn).",
}


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="rolecall")
def main() -> None:
    """Say which health information role a job ad is for, and what it really asks for.

    \b
    rolecall classify ad.txt
    curl -s https://example.org/job | rolecall classify - --json
    """


main.tell(COMMANDS)
