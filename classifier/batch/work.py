"""What a worker does, on this machine or another: a shard of rows becomes a shard of results."""

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache

from classifier.batch.errors import BatchError
from classifier.batch.installation import Installation, bundled, installation
from classifier.batch.judging import Judged, judged
from classifier.batch.options import Fields
from classifier.batch.shards import Done, Shard
from classifier.batch.signatures import signature, words_digest
from classifier.model import Model


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker has to know: how fields are called, whether duplicates are asked for, what has to be installed."""

    fields: Fields
    signed: bool
    installed: Installation


@dataclass(frozen=True, slots=True)
class Judgement:
    """The results of a shard as the content of its file, and what is noted of it."""

    done: Done
    content: bytes


def judged_shard(shard: Shard, work: Work) -> Judgement:
    """Judge the rows of a shard.

    Raises BatchError ``other_installation`` where a verdict here may be another than elsewhere in the run.
    """
    model = model_of(work.installed)
    answers = [answer for row in shard.rows for answer in judged(row, work.fields, model)]
    content = b"".join(_line(answer, signed=work.signed) for answer in answers)
    errors, told = sum(answer.is_error for answer in answers), hashlib.sha256(content).hexdigest()
    return Judgement(
        Done(shard.number, len(shard.rows), len(answers), errors, shard.sha256, told, len(content)), content
    )


def _line(answer: Judged, *, signed: bool) -> bytes:
    """Return a result as a line of a shard: the row, and what tells duplicates where that was asked for."""
    held: dict[str, object] = {"row": answer.values}
    if signed and answer.text:
        held["words"] = words_digest(answer.text)
        held["signature"] = base64.b64encode(signature(answer.text)).decode()
    return f"{json.dumps(held, ensure_ascii=False)}\n".encode("utf-8", "replace")


@lru_cache(maxsize=1)
def model_of(installed: Installation) -> Model:
    """Return the bundled model, loaded once a worker; raises BatchError as above where what is installed differs."""
    unlike = installation().unlike(installed)
    if unlike:
        raise BatchError(
            "other_installation",
            f"A worker has another {unlike} than this run began with: install the same Rolecall and libraries "
            "everywhere (rolecall[batch]), or start over without --resume.",
        )
    return bundled()
