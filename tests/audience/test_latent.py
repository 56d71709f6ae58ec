"""The batched fits are the fits StepMix makes, only sooner."""

import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import adjusted_rand_score
from stepmix.stepmix import StepMix

from reelwright.audience.coding import encode
from reelwright.audience.latent import best_fit, fit_batch, settled

from makers.surveys import grouped, survey_of


def stepmix(x, k, weights=None, starts=8):
    model = StepMix(
        k, measurement="categorical_nan", n_init=starts, max_iter=500, abs_tol=1e-8,
        random_state=1, progress_bar=0,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x, sample_weight=weights)
    return model


@pytest.mark.parametrize("k", [1, 3])
def test_the_likelihood_is_the_one_stepmix_finds(k):
    codes, _ = grouped(n=300, questions=6)
    coded = encode(survey_of(codes), ratings="categories", rarest=0.0)
    ours = best_fit(coded, k, np.random.default_rng(1), starts=12)
    x = np.where(codes < 0, np.nan, codes).astype(float)
    theirs = stepmix(x, k)
    assert ours.fit == pytest.approx(theirs.lower_bound_ * len(x), abs=0.5)
    assert ours.bic(coded) == pytest.approx(theirs.bic(x), rel=1e-3)


def test_weights_count_as_stepmix_counts_them():
    codes, truth = grouped(n=300, questions=6)
    weights = np.where(truth == 0, 3.0, 0.5)
    coded = encode(survey_of(codes, weights=weights), ratings="categories", rarest=0.0)
    ours = best_fit(coded, 3, np.random.default_rng(1), starts=12)
    theirs = stepmix(np.where(codes < 0, np.nan, codes).astype(float), 3, weights)
    assert sorted(ours.shares) == pytest.approx(sorted(theirs.weights_), abs=0.01)


@pytest.mark.parametrize("ratings", ["categories", "measurements"])
def test_stepmix_agrees_with_the_start_it_is_given(ratings):
    codes, truth = grouped(n=400)
    coded = encode(survey_of(codes), ratings=ratings)
    model = best_fit(coded, 3, np.random.default_rng(1), starts=12)
    member = settled(coded, model)
    assert np.abs(member - model.memberships(coded)).max() < 0.05
    assert adjusted_rand_score(truth, member.argmax(axis=1)) > 0.9


def test_a_batch_gives_what_single_runs_give():
    codes, _ = grouped(n=200)
    coded = encode(survey_of(codes), ratings="categories")
    rng = np.random.default_rng(3)
    starts = rng.dirichlet(np.ones(3), size=(200, 4))
    together = fit_batch(coded, starts)
    for i, model in enumerate(together):
        alone = fit_batch(coded, starts[:, i : i + 1])[0]
        assert model.fit == pytest.approx(alone.fit, abs=1e-6)


def test_a_blank_row_belongs_where_the_shares_say():
    codes, _ = grouped(n=200, missing=0)
    codes[0] = -1
    coded = encode(survey_of(codes), ratings="categories")
    model = best_fit(coded, 3, np.random.default_rng(1), starts=8)
    assert model.memberships(coded)[0] == pytest.approx(model.shares)


def test_rare_levels_are_joined_to_their_neighbours():
    codes, _ = grouped(n=400)
    codes[:, 0] = np.where(codes[:, 0] == 4, 3, codes[:, 0])
    codes[0, 0] = 4
    assert encode(survey_of(codes), ratings="categories").sizes[0] == 4
