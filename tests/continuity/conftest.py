"""What tests of continuity start from."""

import pytest

from values.release_campaign import brief, campaign


@pytest.fixture
def given(assets):
    """A brief and a campaign."""
    of = brief()
    brand = campaign(assets).brand.model_copy(
        update={"do": ("show people doing something",), "dont": ("pity anyone",)}
    )
    return of, campaign(assets).model_copy(update={"brand": brand})
