"""A résumé read into a candidate that a person can see, correct and then judge."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from classifier.candidate import Candidate, Holding, Schooling, Service
from classifier.evidence import Evidence
from classifier.layout.text import Text, read_text
from classifier.names.mentions import mentions
from classifier.resume.file import resume_text
from classifier.resume.holdings import holdings
from classifier.resume.parts import parts
from classifier.resume.schooling import degrees
from classifier.resume.work import jobs
from classifier.resume.years import services


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that was read, in words, and the words of the résumé that it was read from."""

    told: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Resume:
    """What a résumé says that counts: no name, age, address, or year of graduation is carried over.

    ``left_out`` is what was read and can't stand in a candidate or doesn't count: a second degree, an internship.
    """

    text: Text
    candidate: Candidate
    proofs: tuple[Proof, ...]
    left_out: tuple[Proof, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """What was read, a line each, for people."""
        read = [f'{proof.told}  <-  "{proof.evidence.text}"' for proof in self.proofs]
        return *read, *(f'not used: {proof.told}  <-  "{proof.evidence.text}"' for proof in self.left_out)


def resume(data: bytes, today: date) -> Resume:
    """Return the candidate that a résumé tells of, in plain text, HTML, PDF or DOCX.

    ``today`` decides what has expired and how long the present job has lasted. Raises CandidateError as
    ``resume_text`` does. A résumé that tells nothing gives an empty candidate.
    """
    text = read_text(resume_text(data))
    found = parts(text)
    named = mentions(text, tuple(part.section for part in found))
    held = holdings(text, found, named, today)
    learned = degrees(text, found, named, today)
    done = jobs(found, today)
    worked = services(text, found, done)
    candidate = Candidate(
        tuple(one.holding for one in held),
        learned[0].schooling if learned else None,
        tuple(service for service, _ in worked),
    )
    proofs = [Proof(_held(one.holding), one.evidence) for one in held]
    proofs += [Proof(_schooled(one.schooling), one.evidence) for one in learned[:1]]
    proofs += [Proof(_served(service), evidence) for service, evidence in worked]
    left_out = [Proof(_schooled(one.schooling), one.evidence) for one in learned[1:]]
    left_out += [Proof("learned on the job, not paid work", job.evidence) for job in done if job.learning]
    return Resume(text, candidate, tuple(proofs), tuple(left_out))


def _held(holding: Holding) -> str:
    return f"{holding.code} {holding.status.value}" + (f" since {holding.since}" if holding.since else "")


def _schooled(schooling: Schooling) -> str:
    return ", ".join(_said(schooling))


def _said(schooling: Schooling) -> Iterator[str]:
    yield schooling.level or "schooling"
    if schooling.field:
        yield schooling.field
    if schooling.cahiim is not None:
        yield "CAHIIM" if schooling.cahiim else "not CAHIIM"


def _served(service: Service) -> str:
    return f"{'some' if service.years is None else f'{service.years:g}'} years, {service.domain or 'domain unknown'}"
