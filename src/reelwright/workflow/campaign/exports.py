"""What a film goes out with, kept in the store: it is downloaded where no folder of it lies."""

import mimetypes
from pathlib import Path

from ...domain.base import Frozen, digest_of
from ...domain.landing import BuiltFile
from ...store.catalogue import Catalogue, Result, now
from .landing import PROJECT
from .studio import Studio

STAGE = "export"


class FilmExport(Frozen):
    """The files of a film's export by their paths in its folder.

    version: the digest of the film that was exported; another one that stands is not in it.
    """

    film: str
    version: str
    files: tuple[BuiltFile, ...]


def keep_export(studio: Studio, film: str, version: str, folder: Path) -> None:
    """Keep what lies in an exported film's folder as what it goes out with."""
    files = tuple(
        _kept(studio, path, folder) for path in sorted(folder.rglob("*")) if path.is_file()
    )
    _stand(studio.catalogue, FilmExport(film=film, version=version, files=files))


def keep_page(studio: Studio, film: str, folder: Path) -> None:
    """Let a film that was exported go out with the page, and its project, that lie in a folder."""
    found = exported(studio.catalogue, film)
    if found is None:
        return
    fresh = [*sorted((folder / "page").rglob("*")), folder / PROJECT]
    files = [f for f in found.files if f.path != PROJECT and not f.path.startswith("page/")]
    files += [_kept(studio, path, folder) for path in fresh if path.is_file()]
    _stand(studio.catalogue, found.model_copy(update={"files": tuple(files)}))


def exported(catalogue: Catalogue, film: str) -> FilmExport | None:
    """What a film goes out with; None where it was not exported as it stands now."""
    kept, stands = catalogue.latest(STAGE, film), catalogue.latest("film", film)
    found = FilmExport.model_validate(kept.value) if kept else None
    return found if found and stands and found.version == stands.digest else None


def _kept(studio: Studio, path: Path, folder: Path) -> BuiltFile:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    asset = studio.assets.put_file(path, kind, "releases")
    return BuiltFile(path=path.relative_to(folder).as_posix(), asset=asset)


def _stand(catalogue: Catalogue, export: FilmExport) -> None:
    value = export.model_dump(mode="json")
    digest, inputs = digest_of(value), {"film": export.version}
    key = digest_of({STAGE: digest})
    catalogue.keep(Result(key, STAGE, export.film, inputs, value, digest, 0.0, now()))
