"""What stops a survey."""

from classifier.errors import RolecallError


class SurveyError(RolecallError):
    """The results can't be read, or the page can't be written."""


def foreign(met: str) -> SurveyError:
    """Return the error for a file that no batch wrote; ``met`` says what stands where."""
    return SurveyError("not_results", f"{met}: give a file that rolecall batch wrote.")
