"""From a survey to segment cards, or to the honest answer that there are no segments."""

import numpy as np

from ..domain.origin import Origin
from ..domain.segment import Segment, Segmentation
from ..domain.survey import Codebook, Survey
from .cards import Cluster, draw_card
from .cells import boxes_of, compare
from .coding import survey_weights
from .selection import choose
from .thresholds import THRESHOLDS, AudienceThresholds
from .voices import listen, without_personal_data


def find_segments(
    survey: Survey,
    codebook: Codebook,
    *,
    seed: int,
    model: str = "offline",
    temperature: float | None = None,
    category: str = "",
    thresholds: AudienceThresholds = THRESHOLDS,
) -> Segmentation:
    """Find the segments of a survey, describe each with its evidence, and name it.

    Latent classes are formed on basis columns alone and chosen by BIC, size and bootstrap
    stability; when no grouping is sound, reliable is False and the one segment is everyone. model
    names and narrates only: "offline", or a model id, which is told the category. The same survey,
    seed and model "offline" give the same answer. Raises what backends.text.write raises.
    """
    survey = without_personal_data(_described(survey, codebook))
    choice = choose(survey, seed=seed, thresholds=thresholds)
    weights = survey_weights(survey)
    alone = choice.k == 1
    modal = choice.member.argmax(axis=1)
    certain = choice.member.max(axis=1) >= thresholds.sure
    labels = np.where(certain, modal, -1)
    contrasts = compare(boxes_of(survey), labels, weights, choice.k, thresholds)
    voices = listen(survey)
    segments: list[Segment] = []
    for k in range(choice.k):
        found = Cluster(
            sure=labels == k,
            member=choice.member[:, k],
            modal=modal == k,
            contrasts=contrasts[k],
            stability=1.0 if alone else choice.stability[k],
            alone=alone,
        )
        card = draw_card(
            found,
            survey,
            voices,
            weights,
            taken=[s.name for s in segments],
            thresholds=thresholds,
            seed=seed,
            model=model,
            temperature=temperature,
            category=category,
        )
        update: dict[str, object] = {"caveats": card.caveats + choice.caveats}
        if any(card.id == s.id for s in segments):
            update["id"] = f"{card.id[:58]}-{k + 1}"
        segments.append(card.model_copy(update=update))
    return Segmentation(
        reliable=not alone,
        reason=choice.reason,
        segments=tuple(segments),
        k=choice.k,
        criteria=choice.criteria,
        unassigned=int((~certain).sum()),
        origin=Origin(maker="offline", version="1", seed=seed),
    )


def _described(survey: Survey, codebook: Codebook) -> Survey:
    """The survey with its columns as the codebook has them now, matched by id."""
    known = {c.id: c for c in codebook.columns}
    return survey.model_copy(update={"columns": tuple(known.get(c.id, c) for c in survey.columns)})
