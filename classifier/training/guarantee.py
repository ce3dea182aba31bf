"""How far a model may be used unseen, with a guarantee: measured on postings of groups that it had not seen.

The threshold of confidence comes from Learn Then Test (Angelopoulos et al., 2022) as MAPIE does it: thresholds are
tried from the strictest down, and the last one counts for which the hypothesis "more than ``RISK`` of the verdicts
above it are wrong" is still refuted at ``CONFIDENCE``. The guarantee holds for postings drawn like the training ones.
"""

import math
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from mapie.risk_control import BinaryClassificationController, precision
from numpy.typing import NDArray

from classifier.model import Array, Trust

#: At most this share of the verdicts that aren't flagged for low confidence is wrong, ...
RISK = 0.02

#: ... with this confidence. The strictest round share that leaves under 12 % flagged on unseen training groups.
CONFIDENCE = 0.95

#: At most about this share of ads like the training ones is told to be unlike them.
STRANGERS = 0.01

#: The thresholds that are tried, from the strictest down.
_STEPS: Array = np.round(np.arange(0.98, 0.39, -0.01), 2)

#: The first threshold that is tried keeps this share of the postings, and so many that no error would be proof.
_START = 0.25
_FEWEST = math.ceil(math.log(1 - CONFIDENCE) / math.log(1 - RISK))

#: Stands for "no confidence is enough": with too few rows nothing can be promised, and every verdict is flagged.
_NEVER = 2.0


@dataclass(frozen=True, slots=True)
class Guarantee:
    """The thresholds, and what they were measured on: ``kept`` of ``rows`` postings passed, ``wrong`` of them wrong."""

    trust: Trust
    rows: int
    kept: int
    wrong: int

    def to_dict(self) -> dict[str, Any]:
        """Return what the card tells."""
        promised = self.trust.confidence < _NEVER
        return {
            "confidence_from": self.trust.confidence if promised else None,
            "familiar_from": round(self.trust.familiar, 4),
            "at_most_wrong": RISK if promised else None,
            "with_confidence": CONFIDENCE,
            "postings_of_unseen_groups": self.rows,
            "kept": self.kept,
            "kept_wrong": self.wrong,
        }


def guarantee(confidences: Array, right: NDArray[np.bool_], familiar: Array) -> Guarantee:
    """Return the thresholds for verdicts of these ``confidences`` of which those were ``right``."""
    confidence = _threshold(confidences, right)
    kept = confidences >= confidence
    trust = Trust(confidence, _least_familiar(familiar))
    return Guarantee(trust, len(right), int(kept.sum()), int((kept & ~right).sum()))


def _threshold(confidences: Array, right: NDArray[np.bool_]) -> float:
    fewest = max(_FEWEST, len(confidences) * _START)
    steps = np.array([step for step in _STEPS if (confidences >= step).sum() >= fewest])
    if not len(steps):
        return _NEVER
    controller = BinaryClassificationController(
        predict_function=lambda sure: np.column_stack([1 - sure, sure]),
        risk=precision,
        target_level=1 - RISK,
        confidence_level=CONFIDENCE,
        list_predict_params=steps,
        fwer_method="fixed_sequence",
    )
    with warnings.catch_warnings():
        # It warns where fewer errors don't always come with more confidence. The order is ours and fixed beforehand, so
        # that the guarantee stands all the same.
        warnings.simplefilter("ignore", UserWarning)
        valid = controller.calibrate(confidences, right.astype(int)).valid_predict_params
    return float(min(valid, default=_NEVER))


def _least_familiar(shares: Array) -> float:
    """Return the share of known pairs that ``STRANGERS`` of the postings stay under, as a conformal test sets it."""
    place = int(np.floor(STRANGERS * (len(shares) + 1))) - 1
    return float(np.sort(shares)[place]) if place >= 0 else 0.0
