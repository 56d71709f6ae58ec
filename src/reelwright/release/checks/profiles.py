"""Delivery profiles: what each placement takes, and where its own buttons lie. Versioned data."""

from ...domain.base import Frozen, Slug
from ...domain.campaign import FormatName

VERSION = "2026-11-21"
"""When the numbers were last checked against their sources."""

MB = 1_000_000
GB = 1_000_000_000


class Placement(Frozen):
    """One placement. avoid is pixels at 1080x1920: top, bottom, left, right, under its controls.

    seconds is the least and most it takes, best the length it recommends. basis says how far the
    numbers can be trusted; captions how the viewer gets them.
    """

    id: Slug
    name: str
    formats: tuple[FormatName, ...]
    seconds: tuple[float, float]
    best: tuple[float, float] | None = None
    most_bytes: int
    least_kbps: int = 0
    avoid: tuple[int, int, int, int] | None = None
    captions: str
    loudness: float | None = None
    source: str
    basis: str = "published by the platform"
    checked_on: str = VERSION


PLACEMENTS: tuple[Placement, ...] = (
    Placement(
        id="meta-reels",
        name="Meta Reels and Stories",
        formats=("9:16",),
        seconds=(1, 900),
        best=(6, 15),
        most_bytes=4 * GB,
        avoid=(269, 672, 65, 65),
        captions="burnt in; SRT optional",
        source="shotstack.io vertical safe zones; primores.org Meta placements",
        basis="the platform's shares, through third parties; sources disagree on length",
    ),
    Placement(
        id="meta-feed",
        name="Meta Feed",
        formats=("4:5", "9:16", "1:1"),
        seconds=(1, 14_460),
        most_bytes=4 * GB,
        captions="SRT optional",
        source="primores.org Meta placements",
        basis="the platform's numbers, through third parties",
    ),
    Placement(
        id="tiktok-in-feed",
        name="TikTok In-Feed",
        formats=("9:16",),
        seconds=(5, 600),
        best=(9, 15),
        most_bytes=500 * MB,
        least_kbps=516,
        avoid=(240, 660, 120, 192),
        captions="burnt in",
        source="ads.tiktok.com in-feed specifications; forum.logik.tv safe zones",
        basis="avoided pixels measured by third parties; they change with the caption's length",
    ),
    Placement(
        id="youtube-shorts",
        name="YouTube Shorts",
        formats=("9:16",),
        seconds=(1, 180),
        best=(6, 60),
        most_bytes=256 * GB,
        avoid=(288, 672, 48, 192),
        captions="upload SRT or VTT",
        source="support.google.com/google-ads; shotstack.io vertical safe zones",
        basis="avoided pixels through third parties",
    ),
    Placement(
        id="youtube-in-stream",
        name="YouTube In-stream",
        formats=("16:9",),
        seconds=(5, 180),
        best=(6, 30),
        most_bytes=256 * GB,
        captions="upload SRT or VTT",
        source="support.google.com/google-ads",
    ),
    Placement(
        id="linkedin",
        name="LinkedIn",
        formats=("4:5", "1:1", "16:9", "9:16"),
        seconds=(3, 1800),
        most_bytes=500 * MB,
        captions="upload SRT",
        source="linkedin.com/help a424737",
        basis="safe zones are not published",
    ),
    Placement(
        id="snapchat",
        name="Snapchat",
        formats=("9:16",),
        seconds=(3, 180),
        most_bytes=GB,
        avoid=(150, 0, 0, 0),
        captions="burnt in",
        loudness=-16,
        source="forbusiness.snapchat.com",
        basis="only the top is published",
    ),
    Placement(
        id="pinterest",
        name="Pinterest",
        formats=("1:1", "4:5", "9:16"),
        seconds=(4, 900),
        best=(6, 15),
        most_bytes=2 * GB,
        avoid=(270, 790, 65, 195),
        captions="burnt in",
        source="help.pinterest.com product specifications",
        basis="avoided pixels published for image pins",
    ),
    Placement(
        id="ctv",
        name="Connected television",
        formats=("16:9",),
        seconds=(6, 60),
        best=(15, 30),
        most_bytes=500 * MB,
        least_kbps=15_000,
        captions="as the publisher asks",
        source="advertising.amazon.com streaming TV",
    ),
)

MASTER_9X16 = (288, 672, 120, 192)
"""Top, bottom, left, right at 1080x1920: clears Reels, TikTok and Shorts together."""

TITLE_SAFE = 0.05
"""Share of each side kept clear in the other formats (EBU R 95)."""


def placements_for(format_name: str) -> tuple[Placement, ...]:
    """The placements that take a format."""
    return tuple(p for p in PLACEMENTS if format_name in p.formats)
