"""The codebook as an item that a person confirms: what a survey's columns mean."""

from pathlib import Path

from ...domain.base import digest_of
from ...domain.survey import Codebook
from ...store.catalogue import Catalogue, Result, now
from ..build import views
from ..build.bench import plain
from ..build.decided import decided
from ..build.ref import Ref

NAME = "codebook"


def stand(catalogue: Catalogue, codebook: Codebook) -> Ref[Codebook]:
    """Let a codebook be the one that a decision is about; returns its ref."""
    value = plain(views.meaning(codebook))
    digest = digest_of(value)
    key = digest_of({"stage": NAME, "value": digest})
    if catalogue.result(key) is None:
        catalogue.keep(Result(key, NAME, NAME, {}, value, digest, 0.0, now()))
    else:
        catalogue.stand_on(NAME, NAME, key)
    return Ref(NAME, key)


def stand_as_filed(catalogue: Catalogue, file: Path) -> Ref[Codebook]:
    """Let the codebook stand as its file says it now. Raises InvalidIntake where that is none."""
    from ...intake.codebook import load_codebook

    return stand(catalogue, load_codebook(file))


def confirmed(catalogue: Catalogue, codebook: Codebook) -> str:
    """Who or what confirmed these very columns: "codebook.toml", a person's name, or ""."""
    if codebook.confirmed:
        return "codebook.toml"
    stands = decided(catalogue, "codebook", NAME, digest_of(plain(views.meaning(codebook))))
    return stands.who if stands.state == "approved" else ""
