"""The catalogue of credentials: complete, consistent, and every entry proves itself."""

from itertools import chain

import pytest

from classifier.names.catalogue import Credential, Kind, NameRule, Status, credential, credentials, current
from classifier.names.forms import folded, forms
from classifier.names.fullnames import full_names
from classifier.roles import Role

NAMED = tuple(entry for entry in credentials() if not entry.is_class)
CODES_IN_USE = [
    ("CTR", "ODS"),
    ("ODS-C", "ODS"),
    ("CPC-H", "COC"),
    ("RRA", "RHIA"),
    ("ART", "RHIT"),
    ("CMT", "CHDS"),
    ("RMT", "RHDS"),
    ("CHP", "CHPS"),
    ("CHS", "CHPS"),
    ("RRL", "RRL"),
    ("RHIT", "RHIT"),
    ("CPC-A", "CPC-A"),
    ("CCS-P", "CCS-P"),
    ("LPN", "LPN/LVN"),
    ("CIC-A", "COC-A/CIC-A"),
    ("CODING_ANY", "CODING_ANY"),
]


def test_the_catalogue_is_whole() -> None:
    codes = [entry.code for entry in credentials()]
    assert len(codes) == len(set(codes)) == 122
    assert [entry.code for entry in credentials() if entry.is_class] == [
        "AHIMA_ANY",
        "AAPC_ANY",
        "CODING_ANY",
        "HIM_ANY",
        "REGISTRY_ELIGIBLE",
    ]


@pytest.mark.parametrize(("code", "in_use"), CODES_IN_USE)
def test_codes_fold_to_the_one_in_use(code: str, in_use: str) -> None:
    assert current(code) == in_use
    assert current(in_use) == in_use


@pytest.mark.parametrize("code", ["CPT", "rhit", "", "CTRS"])
def test_an_unknown_code_is_told(code: str) -> None:
    with pytest.raises(KeyError, match="rolecall credentials"):
        credential(code)
    with pytest.raises(KeyError, match="rolecall credentials"):
        current(code)


def test_what_supports_which_role() -> None:
    supports = {code: credential(code).supports for code in ("RHIA", "RHIT", "CPC", "CTR", "CRIS", "CPB", "AHIMA_ANY")}
    assert supports == {
        "RHIA": Role.RHIA,
        "RHIT": Role.RHIT,
        "CPC": Role.CODER,
        "CTR": Role.CANCER_REGISTRAR,
        "CRIS": Role.CLERK,
        "CPB": Role.OTHER,
        "AHIMA_ANY": None,
    }


def test_kinds_of_entries() -> None:
    licenses = {entry.code for entry in credentials() if entry.kind is Kind.LICENSE}
    assert licenses == {"RN", "LPN/LVN", "MD/IMG"}
    assert credential("CPC").is_coding
    assert credential("CPMA").is_coding
    assert not credential("RHIT").is_coding
    assert not credential("CODING_ANY").is_coding
    assert credential("CTR").is_him
    assert not credential("BLS").is_him
    assert credential("CTR").status is Status.LEGACY


@pytest.mark.parametrize("entry", NAMED, ids=lambda entry: entry.code)
def test_an_entry_is_sound(entry: Credential) -> None:
    assert entry.name
    assert entry.issuer
    assert 0 < len(entry.note) < 200
    assert len(entry.examples) >= 2
    assert entry.successor is None or entry.successor in {one.code for one in credentials()}
    assert entry.colliding == bool(entry.other_senses)
    assert bool(entry.counterexamples) or not entry.colliding
    assert entry.name_rule is NameRule.CREDENTIAL or any(" " in form for form in entry.contested)


@pytest.mark.parametrize("entry", NAMED, ids=lambda entry: entry.code)
def test_a_contested_form_is_a_form(entry: Credential) -> None:
    written = (entry.code, entry.name, *entry.forms)
    assert {form.casefold() for form in entry.contested} <= {form.casefold() for form in written}


@pytest.mark.parametrize("entry", [entry for entry in NAMED if entry.colliding], ids=lambda entry: entry.code)
def test_a_cue_can_be_met(entry: Credential) -> None:
    """Cues are compared with folded words, so they have to be written folded."""
    senses = entry.other_senses
    cues = chain(entry.topics, *((*sense.cues, *sense.weak, *sense.before, *sense.after) for sense in senses))
    assert [cue for cue in cues if folded(cue).split() != cue.split(" ")] == []


def test_every_code_has_a_form_of_its_own() -> None:
    coded = {part.code for form in forms().values() for part in form.parts}
    named = {name.parts[0].code for entry in NAMED for name in full_names(folded(entry.name), 0)}
    assert coded | named == {entry.code for entry in NAMED}


def test_folding_keeps_places() -> None:
    content = "É RHIT İ ﬁ R.H.I.T.\n🙂 ccs"
    assert len(folded(content)) == len(content)
    assert folded("R.H.I.T. (CCS-P)\n") == "r h i t   ccs p  "
