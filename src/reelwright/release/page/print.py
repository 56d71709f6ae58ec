"""Prints a page: a folder of plain HTML, one style sheet, pictures, fonts, the film; no script."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from ...domain.asset import Asset, Assets
from ...domain.base import Frozen
from ...domain.brand import Brand
from ...domain.campaign import Format
from ...domain.colour import contrast
from ...domain.errors import InvalidIntake
from ...domain.film import PageSpec
from ...domain.papers import PagePicture
from ...media.pictures import measure
from .colours import on, tones
from .faces import PageFace, copy_faces, face_rules
from .words import RIGHT_TO_LEFT, words_for

MOST_BYTES = 100_000
"""HTML and CSS together."""

SMALL_WIDTH = 640

STILLS = {"tall": ("4 / 5", "1"), "square": ("1", "1"), "flat": ("4 / 3", "3 / 2")}
"""How pictures of a film are cut on its page, on wide screens and on narrow ones."""

POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


class PageMedia(Frozen):
    """The files of a page. film should be the signed one; poster a JPEG of its first words."""

    film: Asset
    format: Format
    seconds: float
    poster: Asset
    captions: Asset | None = None
    pictures: tuple[PagePicture, ...] = ()


def print_page(spec: PageSpec, brand: Brand, media: PageMedia, out: Path, assets: Assets) -> Path:
    """Write the page into the folder out and return its index.html.

    Files are named by what they are; the same page prints the same bytes. Raises InvalidIntake for
    a call link that is not https and for a page over its weight.
    """
    require_https(spec.call_link)
    (out / "media").mkdir(parents=True, exist_ok=True)
    faces = copy_faces(brand, out / "fonts", assets)
    pictures = {p.name: _picture(p, out, assets) for p in media.pictures}

    def picture(name: str) -> Markup:
        return pictures.get(name, Markup(""))

    files = copy_media(media, brand, out, assets)
    words = words_for(spec.language)
    template = _environment().get_template("page.html")
    html = template.render(
        page=spec,
        brand=brand,
        tagline=tagline_of(brand, [b.head for b in spec.blocks]),
        words=words,
        direction="rtl" if spec.language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        policy=POLICY,
        theme=brand.palette.paper,
        logo_width=round(36 * brand.logo_aspect),
        shape=shape_of(media.format),
        film_width=media.format.width,
        film_height=media.format.height,
        length=words["seconds"].format(n=round(media.seconds)),
        picture=picture,
        **files,
    )
    columns = max((len(b.items) for b in spec.blocks if b.kind == "points"), default=3)
    css = style_sheet(brand, media.format, faces, media.pictures, columns=columns)
    weight = len(html.encode()) + len(css.encode())
    if weight > MOST_BYTES:
        raise InvalidIntake(
            f"page {spec.id!r} weighs {weight} bytes of HTML and CSS, over {MOST_BYTES}; shorten it"
        )
    (out / "page.css").write_text(css, encoding="utf-8")
    index = out / "index.html"
    index.write_text(html, encoding="utf-8")
    return index


def require_https(address: str) -> None:
    """Raise InvalidIntake for a call to action that leads anywhere but to a whole https address."""
    link = urlsplit(address)
    if link.scheme != "https" or not link.netloc:
        raise InvalidIntake(
            f"the call to action leads to {address!r}; give a whole https address in "
            "campaign.toml, call.link"
        )


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("reelwright.release", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def tagline_of(brand: Brand, heads: Sequence[str]) -> str:
    """The tagline over the headline, unless the headline or the page's end says it already."""
    said = {head.lower().rstrip(".!") for head in heads}
    return "" if brand.tagline.lower().rstrip(".!") in said else brand.tagline


def shape_of(film: Format) -> str:
    """How a film of this format stands on a page: tall, square or flat."""
    share = film.width / film.height
    return "tall" if share < 0.7 else "square" if share < 1.2 else "flat"


def copy_media(media: PageMedia, brand: Brand, out: Path, assets: Assets) -> dict[str, str]:
    """Film, poster, logo and captions beside a page; returns their names, "" for none."""
    names = {
        "film": _copy(media.film, out, f"media/film{media.film.suffix or '.mp4'}", assets),
        "poster": _copy(media.poster, out, "media/poster.jpg", assets),
        "logo": _copy(brand.logo, out, f"media/logo{brand.logo.suffix or '.svg'}", assets),
        "captions": "",
    }
    if media.captions is not None:
        names["captions"] = _copy(media.captions, out, "media/captions.vtt", assets)
    return names


def _copy(asset: Asset, out: Path, name: str, assets: Assets) -> str:
    shutil.copyfile(assets.path(asset), out / name)
    return name


def _picture(picture: PagePicture, out: Path, assets: Assets) -> Markup:
    """The picture in two widths, and its tag."""
    large, sources = copy_picture(picture, out, assets)
    return Markup(
        '<img src="{}" srcset="{}" sizes="(min-width: 60rem) 36rem, 92vw" alt="{}" width="{}" '
        'height="{}" loading="lazy" decoding="async" class="at-{}">'
    ).format(large, sources, picture.alt, picture.width, picture.height, picture.name)


def copy_picture(picture: PagePicture, out: Path, assets: Assets) -> tuple[str, str]:
    """A picture in two widths beside a page; returns its file and the set of both."""
    data = assets.path(picture.asset).read_bytes()
    large = f"media/{picture.name}.jpg"
    (out / large).write_bytes(data)
    sources = f"{large} {picture.width}w"
    if picture.width > SMALL_WIDTH:
        small = f"media/{picture.name}-{SMALL_WIDTH}.jpg"
        shrunk = measure.small(measure.decoded(data), SMALL_WIDTH)
        (out / small).write_bytes(measure.jpeg(shrunk, 84))
        sources = f"{small} {SMALL_WIDTH}w, {sources}"
    return large, sources


def style_sheet(
    brand: Brand,
    film: Format,
    faces: list[PageFace],
    pictures: tuple[PagePicture, ...],
    *,
    columns: int,
) -> str:
    """The style sheet: faces, brand properties, then the fixed rules.

    Everything that differs from page to page is a property here, since the policy allows no style
    attributes.
    """
    source = (Path(__file__).parents[1] / "templates" / "page.css").read_text(encoding="utf-8")
    palette = brand.palette
    properties = {f"--{k}": v for k, v in tones(palette).items()}
    # On the brand's own ground the accent must still stand out; else the paper does its job.
    ground = palette.accent if contrast(palette.accent, palette.primary) >= 3 else palette.paper
    properties |= {
        "--heading": "'Page Heading'",
        "--body": "'Page Body'",
        "--heading-weight": str(brand.heading.weight),
        "--film-ratio": f"{film.width} / {film.height}",
        "--still-ratio": STILLS[shape_of(film)][0],
        "--still-ratio-small": STILLS[shape_of(film)][1],
        "--columns": str(columns),
        "--call-ground": ground,
        "--call-ink": on(ground, palette),
    }
    head = face_rules(faces, "fonts")
    body = "\n".join(f"  {k}: {v};" for k, v in properties.items())
    focus = "".join(
        f".at-{p.name} {{ object-position: {p.focus[0]:.0%} {p.focus[1]:.0%}; }}\n"
        for p in pictures
    )
    return f"{head}:root {{\n{body}\n}}\n{source}{focus}"
