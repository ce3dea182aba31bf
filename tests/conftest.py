"""What several tests share: the bundled model, loaded once."""

import pytest

from classifier import Model, load


@pytest.fixture(scope="session")
def model() -> Model:
    return load()
