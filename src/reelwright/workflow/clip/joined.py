"""Clips one after the other in one film, none of them filmed again."""

import tempfile
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from ...cutting.film import make_film
from ...cutting.kept import folder_of
from ...domain.asset import Asset
from ...domain.base import slug
from ...domain.campaign import FORMATS, Format
from ...domain.clip import ClipRecord, JoinedPart
from ...domain.errors import MediaRefused
from ...domain.take import Footage
from ...domain.timeline import Music, SceneClip, Timeline
from ...media.streams.own_sound import own_sound
from ...media.streams.video import encode_sound, join, probe
from ...release import local_signing, own_signing, sign_film
from ...release.papers.disclosure import joined_disclosure
from ...sound.wave import RATE, wav_bytes
from .steps import ClipDesk

Progress = Callable[[float], None]
"""Hears which share is done; raises where it must go no further."""


def join_clips(
    desk: ClipDesk,
    name: str,
    parts: Sequence[ClipRecord],
    *,
    title: str,
    format: str | None = None,
    progress: Progress = lambda share: None,
) -> ClipRecord:
    """One film of several clips in their order.

    Where all have the film's format their pictures are copied as they are encoded; otherwise they
    are scaled and cropped to it, and encoded again. Their sound follows them, silence where a clip
    has none. Raises MediaRefused, StoreFailed, and what signing raises.
    """
    size = FORMATS[format or parts[0].format]
    lengths = [round(float(p.seconds) * size.rate) for p in parts]
    with tempfile.TemporaryDirectory(prefix="joined-") as made:
        scratch = Path(made)
        heard = _sound(desk, parts, lengths, size.rate, scratch / "joined.wav")
        progress(0.1)
        plain = scratch / f"{slug(name)}.mp4"
        copied = all(p.format == size.name for p in parts) and _copied(
            desk, parts, lengths, heard, plain, size.rate
        )
        if not copied:
            _encoded(desk, name, title, parts, lengths, heard, plain, size, progress)
        progress(0.9)
        told = joined_disclosure([p.disclosure for p in parts])
        own = desk.credentials
        signing = (
            own_signing(own / "chain.pem", own / "key.pem")
            if own
            else local_signing(desk.workspace, desk.brand.name)
        )
        out = scratch / "signed.mp4"
        pictures = {p.id: p for part in parts for p in part.pictures}
        shown = _parts(parts, lengths, size.rate)
        facts: dict[str, Any] = {"parts": [p.model_dump(mode="json") for p in shown]}
        sign_film(
            plain,
            out,
            title=title[:80],
            author=desk.brand.name,
            pictures=list(pictures.values()),
            disclosure=told,
            signing=signing,
            assets=desk.assets,
            retrieval=facts,
        )
        file = desk.assets.put_file(out, "video/mp4", "releases")
    return ClipRecord(
        id=name,
        file=file.model_copy(update={"name": f"{name}.mp4"}),
        poster=parts[0].poster,
        seconds=Fraction(sum(lengths), size.rate),
        format=size.name,
        width=size.width,
        height=size.height,
        disclosure=told,
        pictures=tuple(pictures.values()),
        parts=shown,
        copied=copied,
    )


def _parts(
    parts: Sequence[ClipRecord], lengths: Sequence[int], rate: int
) -> tuple[JoinedPart, ...]:
    found: list[JoinedPart] = []
    at = 0
    for part, frames in zip(parts, lengths, strict=True):
        found.append(
            JoinedPart(
                clip=part.id,
                sha256=part.file.sha256,
                start=Fraction(at, rate),
                seconds=Fraction(frames, rate),
            )
        )
        at += frames
    return tuple(found)


def _sound(
    desk: ClipDesk, parts: Sequence[ClipRecord], lengths: Sequence[int], rate: int, out: Path
) -> Path | None:
    """Their sound one after the other, as a WAV; None where none has any."""
    blocks = [
        own_sound(desk.assets.path(part.file), 0.0, frames / rate, RATE)
        for part, frames in zip(parts, lengths, strict=True)
    ]
    sound = np.concatenate(blocks)
    if not sound.any():
        return None
    out.write_bytes(wav_bytes(sound))
    return out


def _copied(
    desk: ClipDesk,
    parts: Sequence[ClipRecord],
    lengths: Sequence[int],
    heard: Path | None,
    out: Path,
    rate: int,
) -> bool:
    """Join the encoded pictures as they are; False where they were not encoded alike."""
    sound = out.with_suffix(".m4a") if heard else None
    if heard and sound:
        encode_sound(heard, sound, sum(lengths) / rate)
    files = [desk.assets.path(p.file) for p in parts]
    if len({(probe(f).width, probe(f).height) for f in files}) > 1:
        return False
    try:
        join(list(zip(files, lengths, strict=True)), sound, out, rate=rate)
    except MediaRefused:
        return False  # made by another version of the encoder
    return True


def _encoded(
    desk: ClipDesk,
    name: str,
    title: str,
    parts: Sequence[ClipRecord],
    lengths: Sequence[int],
    heard: Path | None,
    out: Path,
    size: Format,
    progress: Progress,
) -> None:
    clips: list[SceneClip] = []
    at = 0
    for n, (part, frames) in enumerate(zip(parts, lengths, strict=True), start=1):
        shot = Footage(clip=part.file)
        clips.append(SceneClip(scene=f"part-{n}", start=at, frames=frames, shot=shot))
        at += frames
    mix: Asset | None = None
    if heard:
        mix = desk.assets.put_file(heard, "audio/wav", "takes")
    timeline = Timeline(
        id=slug(name),
        title=title,
        format=size,
        language="en",
        frames=at,
        clips=tuple(clips),
        audio=(Music(asset=mix),) if mix else (),
        mix=mix,
    )
    make_film(
        timeline,
        desk.assets,
        out,
        workers=desk.workers,
        cache=folder_of(desk.workspace),
        on_progress=lambda done, all_: progress(0.1 + 0.8 * done / max(1, all_)),
    )
