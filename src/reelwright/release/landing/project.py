"""A page as a project of TypeScript: written into a folder, checked, compiled, and built."""

import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from ...backends.node import packages, run_script
from ...domain.asset import Assets
from ...domain.base import digest_of
from ...domain.brand import Brand
from ...domain.landing import PageDesign, PageFacts
from ...domain.loose import placed
from ..page.faces import copy_faces
from ..page.print import (
    POLICY,
    PageMedia,
    copy_media,
    copy_picture,
    require_https,
    shape_of,
    style_sheet,
)
from ..page.words import RIGHT_TO_LEFT, words_for

KIT = Path(__file__).parents[1] / "kit"
PAGES = "src/pages/"
INDEX = f"{PAGES}index.ts"

MOST_FILES = 8
MOST_SOURCE = 40_000
"""Bytes of all files of src/pages."""

_PATH = re.compile(r"src/pages/[a-z0-9][a-z0-9-]{0,40}\.ts")
_WORDS = ("answer", "source", "captions", "skip", "top")
_LINE = 96


@dataclass(frozen=True)
class Site:
    """What a page is built with, whatever stands on it."""

    brand: Brand
    media: PageMedia
    assets: Assets
    tools: Path
    """The folder in which the packages of the kit are kept."""


@dataclass(frozen=True)
class Build:
    """What came of a build: the page's folder and its design, or what is wrong with its source."""

    folder: Path
    design: PageDesign | None
    findings: tuple[str, ...] = ()


def kit_version() -> str:
    """The digest of the kit: pages that it builds are the same as long as it is."""
    names = sorted(p for p in KIT.rglob("*") if p.is_file() and "node_modules" not in p.parts)
    return digest_of([(p.relative_to(KIT).as_posix(), p.read_text("utf-8")) for p in names])[:16]


def words_of(facts: PageFacts, site: Site) -> tuple[str, ...]:
    """What the kit itself says on a page, beside the page's own lines."""
    words = words_for(facts.language)
    fixed = [words[name] for name in _WORDS]
    foot = f"{facts.about}.{f' {facts.disclosure}' if facts.disclosure else ''}"
    return (
        *fixed,
        f"{words['source']}:",
        site.brand.name,
        facts.tagline,
        facts.call_text,
        _film_label(facts, site),
        foot,
    )


def source_of(design: PageDesign) -> str:
    """The design as the TypeScript of src/pages/index.ts."""
    used = sorted({"page", *(b.kind for b in design.blocks)})
    rows = [
        f"  title: {json.dumps(design.title)},",
        f"  description: {json.dumps(design.description)},",
        f"  look: {_typescript(design.look.model_dump(), 2)},",
        "  blocks: [",
    ]
    for block in design.blocks:
        told = block.model_dump(mode="json")
        kind = told.pop("kind")
        rows.append(f"    {kind}({_typescript(told, 4)}),")
    return "\n".join(
        [
            f'import {{ {", ".join(used)} }} from "../kit/index.js";',
            "",
            "export default page({",
            *rows,
            "  ],",
            "});",
            "",
        ]
    )


def write_project(
    folder: Path, pages: Mapping[str, str], facts: PageFacts, site: Site
) -> tuple[str, ...]:
    """Write a project into an empty folder; returns what keeps its files from being written.

    pages are the files of src/pages by path. Raises InvalidIntake for a call that is not https.
    """
    require_https(facts.call_link)
    if findings := _confined(pages):
        return findings
    shutil.copytree(KIT, folder, ignore=shutil.ignore_patterns("node_modules", "dist", ".made"))
    public = folder / "public"
    (public / "media").mkdir(parents=True)
    faces = copy_faces(site.brand, public / "fonts", site.assets)
    files = copy_media(site.media, site.brand, public, site.assets)
    pictures = {s.name: copy_picture(s, public, site.assets) for s in facts.stills}
    css = style_sheet(site.brand, site.media.format, faces, facts.stills, columns=3)
    (public / "brand.css").write_text(css, encoding="utf-8")
    told = json.dumps(_facts(facts, site, files, pictures), indent=2, ensure_ascii=False)
    head = "/** Everything that the page may say and show; each text was checked. */"
    text = f"{head}\nexport const facts = {told} as const;\n"
    (folder / "src" / "facts.ts").write_text(text, encoding="utf-8")
    (folder / PAGES).mkdir(parents=True, exist_ok=True)
    for path, source in pages.items():
        (folder / path).write_text(source, encoding="utf-8")
    return ()


def build_project(folder: Path, pages: Mapping[str, str], facts: PageFacts, site: Site) -> Build:
    """Write a project, check its source, compile it, and build its page into folder/dist.

    Raises Missing where there is no Node, or its packages cannot be had, and BackendFailed where it
    does not end.
    """
    modules = packages(KIT, site.tools)
    if findings := write_project(folder, pages, facts, site):
        return Build(folder, None, findings)
    (folder / "node_modules").symlink_to(modules.resolve(), target_is_directory=True)
    compiler = modules / "typescript" / "lib" / "tsc.js"
    for script, args in (
        (folder / "tools" / "allowed.js", ()),
        (compiler, ("-p", ".", "--pretty", "false")),
        (folder / ".made" / "kit" / "build.js", ()),
    ):
        code, said = run_script(script, args, cwd=folder)
        if code:
            return Build(folder, None, _told(said, folder))
    made = json.loads((folder / ".made" / "page.json").read_text("utf-8"))
    try:
        design = PageDesign.model_validate(made)
    except ValidationError as problem:
        said = [f"{INDEX}: {placed(e['loc'])}: {e['msg'].lower()}" for e in problem.errors()]
        return Build(folder, None, tuple(said[:12]))
    return Build(folder / "dist", design)


def zip_project(folder: Path, out: Path) -> None:
    """Pack a project: the same files make the same bytes."""
    with zipfile.ZipFile(out, "w") as packed:
        for at in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = at.relative_to(folder).as_posix()
            if name.split("/")[0] in ("node_modules", "dist", ".made"):
                continue
            entry = zipfile.ZipInfo(f"landing-page/{name}", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = (
                zipfile.ZIP_STORED if at.suffix in (".mp4", ".jpg") else zipfile.ZIP_DEFLATED
            )
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, at.read_bytes())


def _confined(pages: Mapping[str, str]) -> tuple[str, ...]:
    """What keeps files from being written at all."""
    found = [
        f"{path!r} is not written: files are called src/pages/NAME.ts, in small letters"
        for path in pages
        if not _PATH.fullmatch(path)
    ]
    if INDEX not in pages:
        found.append(f"{INDEX} is missing; it exports the page")
    if len(pages) > MOST_FILES:
        found.append(f"{len(pages)} files are too many: at most {MOST_FILES}")
    if sum(len(text.encode()) for text in pages.values()) > MOST_SOURCE:
        found.append(f"the source is over {MOST_SOURCE} bytes; say less")
    return tuple(found)


def _told(said: str, folder: Path) -> tuple[str, ...]:
    """What a program found, a line each, without where the folder lies."""
    plain = said.replace(f"{folder}/", "").replace(str(folder), ".")
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    return tuple(lines[:12]) or ("the build ended without a word",)


def _facts(
    facts: PageFacts,
    site: Site,
    files: Mapping[str, str],
    pictures: Mapping[str, tuple[str, str]],
) -> dict[str, Any]:
    """What src/facts.ts holds."""
    words, brand, media = words_for(facts.language), site.brand, site.media
    return {
        "language": facts.language,
        "direction": "rtl" if facts.language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        "policy": POLICY,
        "brand": {
            "name": brand.name,
            "tagline": facts.tagline,
            "logo": files["logo"],
            "logoWidth": round(36 * brand.logo_aspect),
            "theme": brand.palette.paper,
        },
        "call": {"text": facts.call_text, "link": facts.call_link},
        "film": {
            "file": files["film"],
            "poster": files["poster"],
            "captions": files["captions"],
            "width": media.format.width,
            "height": media.format.height,
            "shape": shape_of(media.format),
            "label": _film_label(facts, site),
        },
        "lines": facts.lines,
        "proofs": {id: {"claim": claim, "how": how} for id, (claim, how) in facts.proofs.items()},
        "offers": {id: offer.model_dump() for id, offer in facts.offers.items()},
        "conditions": facts.conditions,
        "stills": {
            s.name: {
                "file": pictures[s.name][0],
                "sources": pictures[s.name][1],
                "width": s.width,
                "height": s.height,
            }
            for s in facts.stills
        },
        "words": {name: words[name] for name in _WORDS},
        "about": facts.about,
        "disclosure": facts.disclosure,
    }


def _film_label(facts: PageFacts, site: Site) -> str:
    words = words_for(facts.language)
    return f"{words['watch']}, {words['seconds'].format(n=round(site.media.seconds))}"


def _typescript(value: Any, indent: int) -> str:
    """A value as TypeScript writes it: names without quotation marks, short ones in a line."""
    short = _inline(value)
    if len(short) + indent + 12 <= _LINE or not isinstance(value, dict | list | tuple):
        return short
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        entries = cast("dict[str, Any]", value).items()
        rows = [f"{inner}{_name(k)}: {_typescript(v, indent + 2)}," for k, v in entries]
        return "\n".join(["{", *rows, " " * indent + "}"])
    listed = cast("list[Any]", value)
    rows = [f"{inner}{_typescript(v, indent + 2)}," for v in listed]
    return "\n".join(["[", *rows, " " * indent + "]"])


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        entries = cast("dict[str, Any]", value).items()
        return "{ " + ", ".join(f"{_name(k)}: {_inline(v)}" for k, v in entries) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inline, cast("list[Any]", value))) + "]"
    return json.dumps(value, ensure_ascii=False)


def _name(name: str) -> str:
    return name if name.isidentifier() else json.dumps(name)
