"""What a verdict is flagged for, and what the flag promises."""

import numpy as np
import pytest

from classifier import Posting, classify, load
from classifier.model import Model
from classifier.shares import Share
from classifier.training.guarantee import CONFIDENCE, RISK, guarantee

STRANGERS = {
    "spanish": """Técnico de documentación clínica
El hospital busca una persona para su archivo. Funciones: escanear los documentos de los pacientes, revisar las
historias
para comprobar que estén completas y firmadas, y atender las solicitudes de copias. Se exige título de formación
profesional y dos años de experiencia en un puesto similar. Ofrecemos contrato indefinido y jornada completa.""",
    "german": """Medizinische Dokumentationsassistenz (m/w/d)
Unser Klinikum sucht zum nächstmöglichen Zeitpunkt Verstärkung für das Archiv. Ihre Aufgaben: Sie verschlüsseln
Diagnosen,
prüfen Patientenakten auf Vollständigkeit und beantworten Anfragen der Krankenkassen. Ihr Profil: abgeschlossene
Ausbildung und Erfahrung mit ICD-10-GM. Wir bieten eine unbefristete Stelle und flexible Arbeitszeiten.""",
    "french": """Technicien de l'information médicale
Le centre hospitalier recrute un technicien pour coder les séjours selon la CIM-10, contrôler la qualité des
dossiers des
patients et répondre aux demandes de communication. Profil : baccalauréat exigé, deux ans d'expérience dans un service
hospitalier. Contrat à durée indéterminée, temps plein, rémunération selon la grille de la fonction publique.""",
    "lorem": """Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt
ut labore et dolore
magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo
consequat.
Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur.""",
    "code": """def grouped(rows, key):
    result = {}
    for row in rows:
        value = row.get(key)
        if value is None:
            continue
        result.setdefault(value, []).append(row)
    return {name: sorted(items, key=len) for name, items in result.items()}""",
    "recipe": """Tomato and White Bean Soup
Serves four. Ready in 35 minutes.
- 2 tablespoons olive oil
- 1 onion, finely chopped
- 2 cans chopped tomatoes
- 1 can white beans, drained and rinsed
1. Heat the oil in a large pan and fry the onion gently until soft.
2. Add the tomatoes and beans, bring to the boil, then simmer for twenty minutes.
3. Season with salt and pepper and serve with bread.""",
    "news": """City council votes to rebuild harbor bridge
The council voted seven to two on Tuesday night to replace the aging harbor bridge, ending a debate that has
divided the
town for three years. The mayor said that work would begin next spring. Shop owners on the east side had warned
that a long
closure would keep customers away. The project will cost about 41 million dollars, most of it paid by the state.""",
    "news of a hospital": """Hospital opens new cancer wing after two years of construction
Leaders of the county hospital cut the ribbon on a 60-bed cancer wing on Thursday. The building doubles the number of
treatment rooms and brings radiation, infusion and surgery under one roof. The chief executive thanked donors
and said that
patients had traveled more than an hour for treatment until now. The old wing will be torn down in the summer.""",
    "encyclopedia": """A medical record is a systematic documentation of a patient's medical history and
care over time. The
traditional record was kept on paper in a folder divided by tabs for progress notes, orders and results.
Electronic records
have replaced paper in most countries. The terms chart and record are often used for one another.""",
}

TWO_JOBS = """Two openings in our hospital
Medical Records Clerk
Responsibilities:
- Files loose reports into paper charts
- Scans and indexes documents by patient number
- Pulls charts for the clinics every morning
- Delivers charts to the nursing units
Inpatient Coder
Responsibilities:
- Assigns ICD-10-CM and ICD-10-PCS codes to inpatient records
- Sequences the principal diagnosis and assigns the DRG
- Queries physicians so that codes can be final
- Codes surgical procedures from operative reports
Requirements: high school diploma; CCS for the coder."""


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


@pytest.mark.parametrize("kind", STRANGERS)
def test_what_is_no_ad_of_ours_needs_review(model: Model, kind: str) -> None:
    codes = {doubt.code for doubt in classify(Posting(STRANGERS[kind]), model).doubts}
    assert codes & {"unfamiliar", "no_ad"}


def test_two_jobs_in_one_ad_need_review(model: Model) -> None:
    doubts = {doubt.code: doubt.reason for doubt in classify(Posting(TWO_JOBS), model).doubts}
    assert doubts["two_jobs"].endswith("clerk and coder")


def test_a_plain_ad_needs_none(model: Model) -> None:
    ad = TWO_JOBS[: TWO_JOBS.index("Inpatient Coder")].replace("Two openings", "An opening") + "Requirements: GED."
    assert [doubt.code for doubt in classify(Posting(ad), model).doubts] == []


def test_the_threshold_keeps_its_promise_on_other_rows() -> None:
    """Of 200 draws, in about 95 % at least the share of errors above the threshold is below the promised one."""
    drawn = np.random.default_rng(7)
    kept_promises = 0
    for _ in range(200):
        sure = drawn.uniform(0.5, 1, 700)
        trust = guarantee(sure, drawn.uniform(size=700) < sure, sure).trust
        # Right as often as told: over [t, 1] the share of errors is half of 1 - t.
        kept_promises += trust.confidence > 1 or (1 - trust.confidence) / 2 <= RISK
    assert kept_promises >= 200 * CONFIDENCE - 3 * (200 * CONFIDENCE * (1 - CONFIDENCE)) ** 0.5


def test_surer_rows_give_a_lower_threshold() -> None:
    sure = np.linspace(0.5, 1, 700)
    errors_below = guarantee(sure, sure > 0.6, sure)
    assert 0.5 <= errors_below.trust.confidence <= 0.62
    assert errors_below.wrong / errors_below.kept < RISK
    assert guarantee(sure, sure > 0.9, sure).trust.confidence >= 0.88


@pytest.mark.parametrize("rows", [1, 30, 90])
def test_too_few_rows_promise_nothing(rows: int) -> None:
    told = guarantee(np.full(rows, 0.99), np.ones(rows, bool), np.ones(rows))
    assert told.trust.confidence > 1
    assert told.to_dict()["at_most_wrong"] is None


def test_enough_rows_without_error_are_trusted() -> None:
    assert guarantee(np.full(200, 0.99), np.ones(200, bool), np.ones(200)).trust.confidence <= 0.98


def test_one_ad_in_a_hundred_is_told_to_be_unlike_the_others() -> None:
    shares = np.arange(1, 1000) / 1000
    assert guarantee(shares, shares > 0, shares).trust.familiar == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("share", "low", "high"), [(Share(0, 10), 0.0, 0.278), (Share(81, 100), 0.722, 0.875), (Share(10, 10), 0.722, 1.0)]
)
def test_intervals_are_wilsons(share: Share, low: float, high: float) -> None:
    assert share.interval == pytest.approx((low, high), abs=1e-3)


def test_the_bundled_model_says_what_its_threshold_promises(model: Model) -> None:
    assert 0.5 < model.trust.confidence < 1
    assert 0 < model.trust.familiar < 0.5
