"""Content credentials (C2PA): signs a finished film with its sources, and reads them back."""

import io
import json
import os
from collections.abc import Mapping, Sequence
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import c2pa

from ... import __version__
from ...domain.asset import Asset, Assets
from ...domain.errors import BackendFailed, GateFailed, MediaRefused
from ...domain.papers import Credentials, Disclosure
from ...domain.picture import Edit, Picture
from ...domain.sound import MusicFile
from .disclosure import NEWSCODES, edit_told
from .signing import Signing

INGREDIENT_TYPES = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/tiff",
        "image/svg+xml",
        "image/avif",
        "image/heic",
    }
)
SOUND_TYPES = frozenset({"audio/wav", "audio/flac", "audio/mpeg", "audio/mp4"})
"""Kinds of music file that can be an ingredient; others are named among the sources alone."""

MUSIC = "music"
"""What a music file is called among a film's ingredients."""

_UNTRUSTED = "signingCredential.untrusted"


def sign_film(
    film: Path,
    out: Path,
    *,
    title: str,
    author: str,
    pictures: Sequence[Picture],
    disclosure: Disclosure,
    signing: Signing,
    assets: Assets,
    music: MusicFile | None = None,
    retrieval: Mapping[str, Any] | None = None,
) -> Credentials:
    """Write a signed copy of a film, as the last thing done to it, and read it back.

    Every picture becomes an ingredient, of a clip its still; one that was made from others carries
    credentials of its own, by the same signer, in which these are its parents. So does a music file
    become one. retrieval: how its pictures were found, JSON-ready, kept in the film as
    `org.reelwright.retrieval` (S3-08). Raises BackendFailed when signing fails and GateFailed when
    what was written does not verify; nothing is left at out then.
    """
    unique = list({p.id: p for p in pictures}.values())
    placed = [p for p in unique if p.asset.media_type in INGREDIENT_TYPES]
    enclosed = music if music and music.asset.media_type in SOUND_TYPES else None
    manifest = _manifest(title, author, unique, placed, disclosure, music)
    if retrieval:
        manifest["assertions"].append(
            {"label": "org.reelwright.retrieval", "data": dict(retrieval)}
        )
    aside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        # Ingredients go without thumbnails: five photographs would add half a megabyte.
        quiet = c2pa.Settings.from_dict({"builder": {"thumbnail": {"enabled": False}}})
        with (
            c2pa.Context(quiet) as context,
            c2pa.Builder(json.dumps(manifest), context) as builder,
            _signer(signing) as signer,
        ):
            for picture in placed:
                derived = _derived(picture, assets, context, signer)
                named = picture.asset.model_copy(update={"name": picture.file.name})
                _add(builder, named, picture.id, assets, derived)
            if enclosed:
                _add(builder, enclosed.asset, MUSIC, assets)
            with film.open("rb") as source, aside.open("w+b") as target:
                builder.sign(signer, "video/mp4", source, target)
        found = read_credentials(aside, anchor=signing.anchor)
        if found.state not in ("trusted", "valid"):
            raise GateFailed(
                f"{film.name} was signed but does not verify: {', '.join(found.problems)}; sign it "
                "again, and check the certificates if it stays so"
            )
        aside.replace(out)
        return found
    except c2pa.C2paError as error:
        raise BackendFailed(
            f"{film.name} could not be signed: {error}; check the signing certificates"
        ) from error
    finally:
        aside.unlink(missing_ok=True)


def read_credentials(film: Path, *, anchor: bytes | None = None) -> Credentials:
    """What the credentials of a file say, and whether they are sound.

    anchor is a root certificate (PEM) to trust besides nobody; None: the signer stays unknown.
    Raises MediaRefused when there is no such file.
    """
    if not film.is_file():
        raise MediaRefused(f"there is no film {film.name!r} to read credentials from")
    verify: dict[str, Any] = {"verify": {"verify_trust": True}}
    if anchor:
        verify["trust"] = {"trust_anchors": anchor.decode()}
    try:
        with c2pa.Context(c2pa.Settings.from_dict(verify)) as context, film.open("rb") as file:
            reader = c2pa.Reader("video/mp4", file, context=context)
            with reader:
                report = json.loads(reader.json())
    except c2pa.C2paError as error:
        if "ManifestNotFound" in type(error).__name__ + str(error):
            return Credentials(state="none")
        return Credentials(state="invalid", problems=(str(error)[:200],))
    return _credentials(report)


def _signer(signing: Signing) -> c2pa.Signer:
    info = c2pa.C2paSignerInfo(
        alg=signing.algorithm.encode(),
        sign_cert=signing.chain,
        private_key=signing.key,
        ta_url=signing.timestamps.encode() if signing.timestamps else None,
    )
    return c2pa.Signer.from_info(info)


def _add(
    builder: c2pa.Builder,
    asset: Asset,
    label: str,
    assets: Assets,
    derived: io.BytesIO | None = None,
) -> None:
    """Add a file, or the copy of it that has credentials of its own."""
    about = {
        "title": asset.name,
        "relationship": "componentOf",
        "label": label,
        "instance_id": f"xmp:iid:{asset.sha256[:32]}",
    }
    with derived or assets.path(asset).open("rb") as file:
        builder.add_ingredient(json.dumps(about), asset.media_type, file)


def _derived(
    picture: Picture, assets: Assets, context: c2pa.Context, signer: c2pa.Signer
) -> io.BytesIO | None:
    """A copy of an edited picture, signed with what it was made from; None for one that was not."""
    if picture.edit is None or picture.asset.media_type == "image/svg+xml":
        return None
    signed = io.BytesIO()
    with (
        c2pa.Builder(json.dumps(_made_from(picture, picture.edit)), context) as builder,
        assets.path(picture.asset).open("rb") as file,
    ):
        builder.sign(signer, picture.asset.media_type, file, signed)
    signed.seek(0)
    return signed


def _made_from(picture: Picture, edit: Edit) -> dict[str, Any]:
    """The manifest of an edited picture: opened, then edited, by what and from which pictures.

    Its bytes may lie in no store here: parents are told by name and SHA-256. Only one may be the
    parent in the standard's sense; what else went in is a component.
    """
    agent = {"name": "Reelwright", "version": __version__}
    parents = [
        {
            "title": p.file,
            "format": guess_type(p.file)[0] or "application/octet-stream",
            "relationship": "componentOf" if n else "parentOf",
            "label": f"from-{n}",
            "instance_id": f"xmp:iid:{p.sha256[:32]}",
        }
        for n, p in enumerate(edit.parents)
    ]
    labels = [p["label"] for p in parents]
    kind = "compositeWithTrainedAlgorithmicMedia" if edit.by_ai else "humanEdits"
    actions: list[dict[str, Any]] = [
        {
            "action": "c2pa.opened",
            "softwareAgent": agent,
            "parameters": {"ingredientIds": labels[:1]},
        },
    ]
    if labels[1:]:
        actions.append(
            {
                "action": "c2pa.placed",
                "softwareAgent": agent,
                "parameters": {"ingredientIds": labels[1:]},
            }
        )
    actions.append(
        {
            "action": "c2pa.edited",
            "softwareAgent": {"name": edit.model or edit.engine},
            "digitalSourceType": NEWSCODES + kind,
            "description": edit.told,
        }
    )
    return {
        "claim_generator_info": [agent],
        "title": picture.asset.name,
        "format": picture.asset.media_type,
        "ingredients": parents,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions}},
            {"label": "org.reelwright.edit", "data": edit_told(edit)},
        ],
    }


def _manifest(
    title: str,
    author: str,
    pictures: Sequence[Picture],
    placed: Sequence[Picture],
    disclosure: Disclosure,
    music: MusicFile | None,
) -> dict[str, Any]:
    agent = {"name": "Reelwright", "version": __version__}
    actions: list[dict[str, Any]] = [
        {
            "action": "c2pa.created",
            "digitalSourceType": disclosure.source_type,
            "softwareAgent": agent,
        }
    ]
    enclosed = music and music.asset.media_type in SOUND_TYPES
    parts = [*(p.id for p in placed), *([MUSIC] if enclosed else [])]
    if parts:
        actions.append(
            {
                "action": "c2pa.placed",
                "softwareAgent": agent,
                "parameters": {"ingredientIds": parts},
            }
        )
    actions.append(
        {
            "action": "c2pa.edited",
            "softwareAgent": agent,
            "description": "Camera moves over stills, type, captions, narration and music"
            + (", parts of clips" if any(p.moving for p in pictures) else ""),
        }
    )
    return {
        "claim_generator_info": [agent],
        "title": title,
        "format": "video/mp4",
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions}},
            {
                "label": "stds.schema-org.CreativeWork",
                "data": {
                    "@context": "https://schema.org",
                    "@type": "CreativeWork",
                    "author": [{"@type": "Organization", "name": author}],
                },
            },
            {
                "label": "org.reelwright.disclosure",
                "data": {
                    "text": disclosure.text,
                    "parts": [p.model_dump(mode="json") for p in disclosure.parts],
                },
            },
            {
                "label": "org.reelwright.sources",
                "data": {
                    "pictures": [
                        {
                            "id": p.id,
                            "sha256": p.file.sha256,
                            "holder": p.rights.holder,
                            "licence": p.rights.licence,
                        }
                        | ({"edit": edit_told(p.edit)} if p.edit else {})
                        for p in pictures
                    ],
                    **({"music": _source_of(music)} if music else {}),
                },
            },
        ],
    }


def _source_of(music: MusicFile) -> dict[str, Any]:
    return {
        "file": music.asset.name,
        "sha256": music.asset.sha256,
        "credit": music.credit,
        "holder": music.rights.holder,
        "licence": music.rights.licence,
    }


def _credentials(report: dict[str, Any]) -> Credentials:
    active = report["manifests"][report["active_manifest"]]
    assertions = {a["label"]: a["data"] for a in active.get("assertions", [])}
    problems = tuple(s["code"] for s in report.get("validation_status", []))
    state = str(report.get("validation_state", "Invalid")).lower()
    none: list[dict[str, Any]] = []
    actions = next(
        (d["actions"] for n, d in assertions.items() if n.startswith("c2pa.actions")), none
    )
    if state not in ("trusted", "valid") or set(problems) - {_UNTRUSTED}:
        state = "invalid"
    signature: dict[str, Any] = active.get("signature_info") or {}
    return Credentials(
        state="trusted" if state == "trusted" else "valid" if state == "valid" else "invalid",
        problems=problems,
        title=active.get("title") or "",
        signer=signature.get("common_name") or signature.get("issuer") or "",
        source_type=next((a["digitalSourceType"] for a in actions if "digitalSourceType" in a), ""),
        sources=tuple(i.get("title") or "" for i in active.get("ingredients", [])),
        made_from=_parents(report, active),
        disclosure=assertions.get("org.reelwright.disclosure", {}).get("text", ""),
        retrieval=assertions.get("org.reelwright.retrieval", {}),
    )


def _parents(report: dict[str, Any], active: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Picture -> what it was made from, by the credentials that the pictures carry themselves."""
    found: dict[str, tuple[str, ...]] = {}
    for placed in active.get("ingredients", []):
        own = report["manifests"].get(placed.get("active_manifest") or "", {})
        if behind := tuple(i.get("title") or "" for i in own.get("ingredients", [])):
            found[placed.get("title") or ""] = behind
    return found
