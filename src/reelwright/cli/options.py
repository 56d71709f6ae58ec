"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ..studio.campaigns import Overrides

Folder = Annotated[Path, typer.Argument(help="The campaign folder.", show_default=False)]
Workspace = Annotated[
    Path | None,
    typer.Option(help="Where results are kept.", show_default="FOLDER/.reelwright"),
]
Out = Annotated[Path | None, typer.Option(help="Where films go.", show_default="FOLDER/out")]
Segments = Annotated[str | None, typer.Option(help="Segment ids, comma separated.")]
Concepts = Annotated[int | None, typer.Option(help="Concepts to weigh for each segment, 4-6.")]
Films = Annotated[int | None, typer.Option(help="Films for each segment, best concepts first.")]
Formats = Annotated[str | None, typer.Option(help="9:16, 1:1, 4:5, 16:9; comma separated.")]
Length = Annotated[float | None, typer.Option(help="Length of each film in seconds, 6-60.")]
Languages = Annotated[str | None, typer.Option(help="Languages, comma separated: en,de.")]
Seed = Annotated[int | None, typer.Option(help="Another seed draws other variations.")]
Quality = Annotated[str | None, typer.Option(help="draft, final or archive.")]
Page = Annotated[
    str | None,
    typer.Option(help="plain, or built: landing pages composed for each segment (takes Node)."),
]
Budget = Annotated[
    float | None,
    typer.Option(help="Most that the campaign may spend in all, what it spent before included."),
]
Model = Annotated[
    str | None,
    typer.Option(help="Text model, such as anthropic:..., bedrock:..., ollama:...; or offline."),
]


def overrides(
    *, segments: str | None, formats: str | None, languages: str | None, **options: Any
) -> Overrides:
    """The options a person gave, as overrides of the campaign's [wanted] table."""
    return Overrides(
        segments=_names(segments), formats=_names(formats), languages=_names(languages), **options
    )


def _names(given: str | None) -> tuple[str, ...] | None:
    """Names between commas."""
    return None if given is None else tuple(p.strip() for p in given.split(",") if p.strip())
