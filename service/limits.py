"""How much a request may hold."""

from classifier import MAX_BYTES

MAX_BATCH_BYTES = 64_000_000
"""Size of the body of a batch, or of anything else but a single posting, in bytes."""
MAX_BATCH_POSTINGS = 2_000


def body_limit(path: str) -> int:
    """Return how many bytes a body sent to ``path`` may have."""
    return MAX_BYTES if path in ("/v1/classify", "/v1/fit") else MAX_BATCH_BYTES


def too_large(limit: int) -> str:
    """Return what to tell a client whose body has more than ``limit`` bytes."""
    advice = "send the ad alone" if limit == MAX_BYTES else "split it into several requests"
    return f"The body has more than {limit:,} bytes, the most that is taken here; {advice}."
