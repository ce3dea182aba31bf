"""Errors that a caller is expected to meet, each telling what to do."""


class RolecallError(Exception):
    """An error with a short machine-readable ``code`` and a message for a person.

    The message says what was met, where, and what to do about it.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["RolecallError"], tuple[str, str]]:
        """Return what makes it anew in another process."""
        return type(self), (self.code, self.message)


class PostingError(RolecallError):
    """The input can't be read as a job posting."""


class ModelError(RolecallError):
    """The model can't be used: missing, changed since training, or made for other code."""
