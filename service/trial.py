"""The self-test: an ad whose role is beyond doubt."""

from classifier import Model, Posting, Role, classify

EXPECTED = Role.CODER

_AD = Posting(
    "Medical Coder\nDuties:\n- Assigns ICD-10-CM and CPT codes to outpatient encounters from the record.\nCPC required."
)


def trial(model: Model) -> Role:
    """Return the role that ``model`` finds for the ad; the first trial also reads the word lists, which takes a second.

    Raises classifier.RolecallError where nothing can be judged.
    """
    return classify(_AD, model).role
