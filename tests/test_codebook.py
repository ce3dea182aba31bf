"""The codebook that people and programs look roles up in."""

import pytest

from classifier import Role, codebook, credentials


def test_every_role_has_one_entry_in_order() -> None:
    assert [entry.role for entry in codebook()] == list(Role)


@pytest.mark.parametrize("role", Role)
def test_an_entry_says_what_belongs_and_what_goes_elsewhere(role: Role) -> None:
    entry = next(entry for entry in codebook() if entry.role is role)
    assert entry.definition.endswith(".")
    assert len(entry.include) >= 3
    assert len(entry.titles) >= 10
    assert all(border.role is not role for border in entry.exclude)


def test_the_borders_reach_every_role() -> None:
    assert {border.role for entry in codebook() for border in entry.exclude} == set(Role)


def test_typical_credentials_are_current_codes_of_the_catalogue() -> None:
    current = {entry.code for entry in credentials() if entry.successor is None and not entry.is_class}
    assert {code for entry in codebook() for code in entry.credentials} <= current


def test_no_title_stands_under_two_roles() -> None:
    titles = [title.lower() for entry in codebook() for title in entry.titles]
    assert len(titles) == len(set(titles))
