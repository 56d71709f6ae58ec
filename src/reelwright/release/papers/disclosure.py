"""Which parts a machine made, what the viewer is told, and how the file is marked."""

from collections.abc import Sequence
from typing import Any, Literal

from ...backends import registry
from ...domain.origin import Origin
from ...domain.papers import Disclosure, FilmPart
from ...domain.picture import Edit, Picture
from ...domain.sound import Bed, MusicFile, Recording
from ...domain.take import Footage, Move, Take

NEWSCODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


LIBRARY = "library"
"""The back end of a take that shows a film clip as the library holds it."""


_PARTS = "parts of picture"
"""How it is told of a picture that a model painted into."""

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "pictures": "Some pictures were made with AI.",
        "edited": "Parts of some pictures were made with AI.",
        "footage": "Some scenes were made with AI.",
        "voice": "Narration is a computer voice.",
        "lifelike": "The voice was made with AI.",
        "music": "The music was made with AI.",
    },
    "de": {
        "pictures": "Einige Bilder wurden mit KI erstellt.",
        "edited": "Teile einiger Bilder wurden mit KI erstellt.",
        "footage": "Einige Szenen wurden mit KI erstellt.",
        "voice": "Gesprochen von einer Computerstimme.",
        "lifelike": "Die Stimme wurde mit KI erzeugt.",
        "music": "Die Musik wurde mit KI erzeugt.",
    },
    "es": {
        "pictures": "Algunas imágenes se crearon con IA.",
        "edited": "Partes de algunas imágenes se crearon con IA.",
        "footage": "Algunas escenas se crearon con IA.",
        "voice": "La locución es una voz sintética.",
        "lifelike": "La voz se generó con IA.",
        "music": "La música se creó con IA.",
    },
    "fr": {
        "pictures": "Certaines images ont été créées avec l’IA.",
        "edited": "Des parties de certaines images ont été créées avec l’IA.",
        "footage": "Certaines scènes ont été créées avec l’IA.",
        "voice": "La narration est une voix de synthèse.",
        "lifelike": "La voix a été générée par IA.",
        "music": "La musique a été créée avec l’IA.",
    },
    "it": {
        "pictures": "Alcune immagini sono state create con l’IA.",
        "edited": "Parti di alcune immagini sono state create con l’IA.",
        "footage": "Alcune scene sono state create con l’IA.",
        "voice": "La narrazione è una voce sintetica.",
        "lifelike": "La voce è stata generata con l’IA.",
        "music": "La musica è stata creata con l’IA.",
    },
    "pt": {
        "pictures": "Algumas imagens foram criadas com IA.",
        "edited": "Partes de algumas imagens foram criadas com IA.",
        "footage": "Algumas cenas foram criadas com IA.",
        "voice": "A narração é uma voz sintética.",
        "lifelike": "A voz foi gerada com IA.",
        "music": "A música foi criada com IA.",
    },
    "nl": {
        "pictures": "Sommige beelden zijn met AI gemaakt.",
        "edited": "Delen van sommige beelden zijn met AI gemaakt.",
        "footage": "Sommige scènes zijn met AI gemaakt.",
        "voice": "Ingesproken door een computerstem.",
        "lifelike": "De stem is met AI gemaakt.",
        "music": "De muziek is met AI gemaakt.",
    },
    "sv": {
        "pictures": "Vissa bilder är gjorda med AI.",
        "edited": "Delar av vissa bilder är gjorda med AI.",
        "footage": "Vissa scener är gjorda med AI.",
        "voice": "Berättarrösten är en datorröst.",
        "lifelike": "Rösten är gjord med AI.",
        "music": "Musiken är gjord med AI.",
    },
    "pl": {
        "pictures": "Niektóre obrazy powstały przy użyciu AI.",
        "edited": "Części niektórych obrazów powstały przy użyciu AI.",
        "footage": "Niektóre sceny powstały przy użyciu AI.",
        "voice": "Narrację czyta głos komputerowy.",
        "lifelike": "Głos został wygenerowany przez AI.",
        "music": "Muzyka powstała przy użyciu AI.",
    },
    "ja": {
        "pictures": "一部の画像はAIで作成されています。",
        "edited": "一部の画像の一部分はAIで作成されています。",
        "footage": "一部の場面はAIで作成されています。",
        "voice": "ナレーションは合成音声です。",
        "lifelike": "音声はAIで生成されています。",
        "music": "音楽はAIで作成されています。",
    },
}


def disclose(
    takes: Sequence[Take],
    recordings: Sequence[Recording] = (),
    *,
    texts: Sequence[Origin] = (),
    music: Bed = "made",
    language: str = "en",
) -> Disclosure:
    """What a film must say of itself, from where its parts came.

    texts are the origins of concept, brief and storyboard, music is what the film was mixed with.
    Languages we have no words for are told in English. This is a computed proposal, not legal
    advice; a person signs it off.
    """
    parts: list[FilmPart] = []
    unsure: list[str] = []
    for take in takes:
        parts.append(_scene(take))
        if take.shot.picture:
            unsure += _undeclared(take.shot.picture)
    if recordings:
        parts.append(_voice(recordings))
    if music != "none":
        parts.append(_music(music))
    if isinstance(music, MusicFile) and music.made_by_ai is None:
        unsure.append(f"nobody declared whether music {music.asset.name!r} is AI-made")
    if texts:
        parts.append(_text(texts))
    words = _WORDS.get(language.split("-")[0].lower(), _WORDS["en"])
    said = [words[key] for key in _WORDS["en"] if _says(key, parts)]
    made = any(p.trained and p.name != "text" for p in parts)
    pictures = [t.shot.picture for t in takes if isinstance(t.shot, Move)]
    return Disclosure(
        text=" ".join(said),
        visible=any(p.lifelike for p in parts),
        parts=tuple(parts),
        source_type=NEWSCODES
        + _source_type(
            trained=made,
            synthetic=any(p.role == "generated" for p in parts),
            photos=all(p.asset.media_type != "image/svg+xml" for p in pictures),
        ),
        unsure=tuple(dict.fromkeys(unsure)),
    )


def joined_disclosure(told: Sequence[Disclosure]) -> Disclosure:
    """What a film must say of itself that was joined of films with these disclosures."""
    kinds = list(dict.fromkeys(d.source_type for d in told))
    parts = tuple(p for d in told for p in d.parts)
    trained = any(p.trained and p.name != "text" for p in parts)
    synthetic = any(p.role == "generated" for p in parts)
    joined = NEWSCODES + _source_type(trained=trained, synthetic=synthetic, photos=False)
    return Disclosure(
        text=" ".join(dict.fromkeys(d.text for d in told if d.text)),
        visible=any(d.visible for d in told),
        parts=parts,
        source_type=kinds[0] if len(kinds) == 1 else joined,
        unsure=tuple(dict.fromkeys(u for d in told for u in d.unsure)),
    )


def edit_told(edit: Edit) -> dict[str, Any]:
    """How a picture was made from others, as papers and credentials tell it, JSON-ready."""
    own = edit.model_dump(mode="json", exclude={"parents"})
    return own | {
        "told": edit.told,
        "by_ai": edit.by_ai,
        "made_from": [
            {
                "file": p.file,
                "sha256": p.sha256,
                "role": p.role,
                "base": p.base,
                "holder": p.rights.holder,
                "licence": p.rights.licence,
                "made_by_ai": p.made_by_ai,
            }
            for p in edit.ancestors()
        ],
    }


def _scene(take: Take) -> FilmPart:
    shot = take.shot
    name = f"scene {take.scene}"
    if isinstance(shot, Footage) and shot.picture:
        if shot.picture.made_by_ai:
            why = f"filmed by a model, as is declared of library clip {shot.picture.id!r}"
            return FilmPart(name=name, role="generated", trained=True, lifelike=True, why=why)
        return FilmPart(name=name, role="none", why=f"the library's own footage: {shot.part()}")
    if isinstance(shot, Footage) and take.backend == LIBRARY:
        return FilmPart(name=name, role="none", why="moving pictures that the library holds")
    if isinstance(shot, Footage):
        why = f"filmed by {take.backend}, a model that makes footage"
        return FilmPart(name=name, role="generated", trained=True, lifelike=True, why=why)
    edit = shot.picture.edit
    painter = next((e for e in edit.every() if e.generated), None) if edit else None
    if edit and painter:
        why = f"{_PARTS} {shot.picture.id!r} were painted by {painter.model or painter.engine}, a "
        why += f"model that invents: {edit.told}"
        return FilmPart(name=name, role="generated", trained=True, lifelike=True, why=why)
    if shot.picture.made_by_ai:
        why = f"library picture {shot.picture.id!r} is declared as AI-made"
        return FilmPart(name=name, role="generated", trained=True, lifelike=True, why=why)
    over = f"a camera move over library picture {shot.picture.id!r}"
    return FilmPart(name=name, role="none", why=f"{over}: {edit.told}" if edit else over)


def _undeclared(picture: Picture) -> list[str]:
    """What nobody said of a picture, and of those that it was made from."""
    if picture.made_by_ai:
        return []
    asked = "nobody declared whether picture"
    found = [f"{asked} {picture.id!r} is AI-made"] if picture.made_by_ai is None else []
    behind = picture.edit.ancestors() if picture.edit else ()
    return found + [
        f"{asked} {p.file!r}, from which {picture.id!r} was made, is AI-made"
        for p in behind
        if p.made_by_ai is None
    ]


def _voice(recordings: Sequence[Recording]) -> FilmPart:
    engines = sorted({r.engine.removeprefix("speech/") for r in recordings})
    synthetic = [e for e in engines if e not in ("recordings", "person", "none")]
    if not synthetic:
        return FilmPart(name="voice", role="none", why="recorded by a person")
    return FilmPart(
        name="voice",
        role="generated",
        trained=any(_is(e, "trained") for e in synthetic),
        lifelike=any(_is(e, "lifelike") for e in synthetic),
        why=f"spoken by {', '.join(synthetic)}",
    )


def _music(music: Bed) -> FilmPart:
    if not isinstance(music, MusicFile):
        why = "composed by our own rules, without a trained model"
        return FilmPart(name="music", role="generated", why=why)
    called = f"the campaign's own music file {music.asset.name!r}"
    if music.made_by_ai:
        why = f"{called} is declared as AI-made"
        return FilmPart(name="music", role="generated", trained=True, lifelike=True, why=why)
    said = (music.credit, music.rights.holder, music.rights.licence)
    about = ", ".join(dict.fromkeys(s for s in said if s))
    return FilmPart(name="music", role="none", why=f"{called}{about and f' ({about})'}")


def _is(engine: str, what: Literal["trained", "lifelike"]) -> bool:
    """Whether an engine's voices are trained, or lifelike; of one we do not know, both."""
    name = f"speech/{engine}"
    if name not in registry.ENTRIES:
        return True
    profile = registry.profile(name)
    return bool(getattr(profile, what))


def _text(texts: Sequence[Origin]) -> FilmPart:
    models = sorted({o.maker for o in texts} - {"offline", "person"})
    if texts and all(o.maker == "person" for o in texts):
        return FilmPart(name="text", role="none", why="written by a person")
    if not models:
        return FilmPart(
            name="text", role="none", why="composed from the campaign's own facts by rules"
        )
    return FilmPart(
        name="text",
        role="assisted",
        trained=True,
        why=f"drafted by {', '.join(models)} and approved by a person",
    )


def _says(key: str, parts: Sequence[FilmPart]) -> bool:
    if key in ("voice", "lifelike"):
        lifelike = key == "lifelike"
        spoken = (p for p in parts if p.name == "voice" and p.role == "generated")
        return any(p.lifelike is lifelike for p in spoken)
    if key == "music":
        return any(p.name == "music" and p.trained for p in parts)
    needle = {"pictures": "library picture", "edited": _PARTS}.get(key, "filmed by")
    return any(p.role == "generated" and p.why.startswith(needle) for p in parts)


def _source_type(*, trained: bool, synthetic: bool, photos: bool) -> str:
    """The IPTC term: trained only where a trained model made something that is seen or heard."""
    if trained:
        return "compositeWithTrainedAlgorithmicMedia"
    if synthetic:
        return "compositeSynthetic"
    return "compositeCapture" if photos else "composite"
