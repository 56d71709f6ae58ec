"""A small whole campaign for the release tests: brand, facts, segment, brief, storyboard."""

from fractions import Fraction
from pathlib import Path

from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.brand import Brand, FontFace, Palette
from reelwright.domain.brief import Brief, Concept, FeatureDraw, Match, Weighing
from reelwright.domain.campaign import CallToAction, Campaign, Offer, Proof
from reelwright.domain.continuity import Continuity, Reference, ShotPrompt
from reelwright.domain.film import Check, Checked, Film
from reelwright.domain.origin import Origin
from reelwright.domain.picture import Caption, Picture, Rights
from reelwright.domain.segment import Segment, Trait
from reelwright.domain.sound import Recording, Word
from reelwright.domain.storyboard import Scene, Storyboard, Text
from reelwright.domain.survey import Cell, Codebook, Interval
from reelwright.domain.take import Move, Score, Take, Verdict, Window
from reelwright.release.papers.disclosure import disclose
from reelwright.release.papers.manifest import Dossier

FERNHILL = Path(__file__).resolve().parents[2] / "examples" / "fernhill"


def brand(assets):
    fonts = FERNHILL / "brand" / "fonts"

    def face(name, family, weight):
        asset = assets.put_file(fonts / name, "font/ttf", "inputs")
        return FontFace(family=family, weight=weight, asset=asset)

    return Brand(
        name="Fernhill",
        tagline="The same face, every visit.",
        palette=Palette(
            primary="#1f4a3d",
            ink="#1d2a2b",
            paper="#fbf4e6",
            accent="#b04d2a",
            supporting=("#7c9559", "#a8bccb", "#587590", "#f4e6ca", "#f7c869"),
        ),
        heading=face("Fraunces-SemiBold.ttf", "Fraunces", 600),
        body=face("Figtree-Regular.ttf", "Figtree", 400),
        fonts=(face("Figtree-SemiBold.ttf", "Figtree", 600),),
        logo=assets.put_file(FERNHILL / "brand" / "logo.svg", "image/svg+xml", "inputs"),
        logo_aspect=3.6,
        never_say=("the elderly", "burden", "guarantee"),
    )


def campaign(assets, **changes):
    values = {
        "name": "Fernhill home care",
        "slug": "fernhill",
        "category": "home care",
        "goal": "first visits booked",
        "product": "home care",
        "offers": (
            Offer(
                id="first-visit",
                name="A first visit, free",
                text="A carer comes for an hour, sees the house, hears what matters, and leaves "
                "you a written plan.",
                price="First visit free, then £26 an hour",
                terms="No long contract: stop with one week’s notice.",
                answers=("cost", "commitment"),
            ),
        ),
        "proofs": (
            Proof(
                id="same-carer",
                claim="Nine visits in ten are made by the same carer.",
                short="The same carer, nine visits in ten",
                substantiation="Our visit records, January to June 2026: 91 % of 18,204 visits.",
                answers=("continuity", "trust", "stranger"),
            ),
            Proof(
                id="on-time",
                claim="We ring you if we are running more than ten minutes late.",
                short="A call if we run late",
                substantiation="Written into every care agreement, clause 4.",
                answers=("reliability", "waiting", "late"),
            ),
            Proof(
                id="note",
                claim="After every visit you get a short note on your phone.",
                short="A note after every visit",
                substantiation="Sent by our visit app; 99 % of visits in June 2026 had one.",
                answers=("peace of mind", "distance", "worry"),
            ),
        ),
        "call": CallToAction(
            text="Book a first visit",
            link="https://fernhill.example/first-visit",
            spoken="Book a free first visit today.",
        ),
        "brand": brand(assets),
        "pictures": (),
        "codebook": Codebook(columns=()),
        "survey": Asset(sha256="0" * 64, media_type="text/csv", bytes=1, name="survey.csv"),
    }
    return Campaign(**{**values, **changes})


def _cell(column):
    return Cell(column=column, level="yes", share=0.6, base_share=0.4, index=150, n=80)


def segment():
    def trait(id, group, text, *keywords):
        return Trait(id=id, group=group, text=text, cell=_cell(id), keywords=keywords)

    return Segment(
        id="far-away-daughters",
        name="Far-away daughters",
        summary="They live hours from a parent and carry the worry alone.",
        n=120,
        share=Interval(value=0.3, low=0.25, high=0.35),
        traits=(
            trait("age", "demographics", "are 45 to 60"),
            trait(
                "strangers",
                "pain points",
                "worry about strangers in their parent’s house",
                "stranger",
                "trust",
            ),
            trait("late", "pain points", "sit waiting when the carer is late", "late", "waiting"),
            trait("know", "motivations", "want to know how the visit went", "worry", "distance"),
        ),
        drivers=(_cell("strangers"),),
        verbatims=(),
        respondents=("r1", "r2"),
        certainty=0.9,
        phrases=("same face",),
    )


def brief():
    concept = Concept(
        id="same-face",
        title="The same face",
        idea="One carer, every Tuesday at ten.",
        abstraction="literal",
        form="day in the life",
        hook="Who has your mum’s key this week?",
        proofs=("same-carer", "note"),
        offers=("first-visit",),
        traits=("strangers",),
    )
    weighing = Weighing(
        concept="same-face",
        relevance=8,
        relevance_why="names their worry",
        engagement=7,
        engagement_why="a question",
        entertainment=6,
        entertainment_why="a small story",
    )
    return Brief(
        id="daughters-same-face",
        segment="far-away-daughters",
        concept=concept,
        weighing=weighing,
        insight="A new face at the door is worse than no help.",
        promise="At Fernhill your mum opens the door to someone she knows, and you hear how it "
        "went before you have finished your tea.",
        message="The same carer, week after week.",
        proofs=("same-carer", "note"),
        tone=("calm", "plain-spoken"),
        look="Warm morning light",
        origin=Origin(),
    )


def storyboard(language="en"):
    def scene(id, beat, seek, narration, head, seconds=5):
        return Scene(
            id=id,
            beat=beat,
            description=seek,
            seek=seek,
            camera="slow push in",
            narration=narration,
            seconds=seconds,
            text=Text(kind="title", head=head),
        )

    return Storyboard(
        id="daughters-same-face-1",
        segment="far-away-daughters",
        brief="daughters-same-face",
        title="The same face",
        language=language,
        seconds=20,
        scenes=(
            scene("s1", "hook", "front door", "Who has your mum’s key?", "Who has mum’s key?"),
            scene("s2", "tension", "empty chair", "Every week a new face.", "A new face again"),
            scene("s3", "proof", "two mugs", "Nine visits in ten.", "Same carer, 9 in 10"),
            scene("s4", "call", "phone", "Book a free first visit.", "The same face, every visit"),
        ),
        draw=FeatureDraw(segment="far-away-daughters", seed=1, traits=("strangers", "know")),
        match=Match(
            brief="daughters-same-face",
            segment="far-away-daughters",
            score=8,
            rationale="fits",
            origin=Origin(),
        ),
        origin=Origin(),
    )


def picture(assets, name, caption, **changes):
    asset = assets.put_file(FERNHILL / "library" / name, "image/svg+xml", "inputs")
    values = {
        "id": name.removesuffix(".svg"),
        "asset": asset,
        "width": 1600,
        "height": 2000,
        "captions": (Caption(text=caption, source="sidecar"),),
        "subject": Box(x=0.3, y=0.3, w=0.4, h=0.5),
        "calm": (0.8, 0.4, 0.5),
        "palette": ("#1f4a3d",),
        "sharpness": 300,
        "rights": Rights(holder="Fernhill", licence="owned"),
        "made_by_ai": False,
    }
    return Picture(**{**values, **changes})


SHOTS = {
    "s1": ("front-door-arrival.svg", "A carer arrives at the front door"),
    "s2": ("empty-chair.svg", "An empty chair by the window"),
    "s3": ("kitchen-two-mugs.svg", "Two mugs on the kitchen table"),
    "s4": ("phone-visit-done.svg", "A phone shows that the visit is done"),
}


def continuity(assets):
    references, prompts = [], []
    for scene, (name, caption) in SHOTS.items():
        references.append(
            Reference(
                scene=scene,
                query=caption.lower(),
                picture=picture(assets, name, caption),
                score=0.71,
                reason="its caption says what the scene needs",
                grounded=True,
                floor=0.3,
            )
        )
        text = f"{caption}. Warm morning light, one carer in green."
        prompts.append(ShotPrompt(scene=scene, text=text, brief_line="The same carer."))
    return Continuity(
        storyboard="daughters-same-face-1",
        elements=(),
        blueprints=(),
        prompts=tuple(prompts),
        references=tuple(references),
        origin=Origin(),
    )


def takes(bound, film_format="9:16"):
    made = []
    for reference in bound.references:
        weak = reference.scene == "s2"
        shot = Move(
            picture=reference.picture, name="push in", start=Window(), end=Window(zoom=1.05)
        )
        verdict = Verdict(
            scores=(
                Score(name="narrative adherence", value=8.1, why="its caption shares door"),
                Score(name="visual quality", value=5.2 if weak else 9.0, why="edges are clear"),
                Score(name="brand compliance", value=8.8, why="90% is near a brand colour"),
            ),
            thresholds={
                "narrative adherence": 5,
                "visual quality": 6,
                "brand compliance": 5,
            },
            failing=("visual quality",) if weak else (),
            advice="wider: only 60% of the subject is in the frame" if weak else "",
        )
        made.append(
            Take(
                id=f"{reference.scene}-9x16-1",
                scene=reference.scene,
                format=film_format,
                attempt=3 if weak else 1,
                shot=shot,
                direction="gentle push in",
                backend="motion",
                route="has a library picture",
                verdict=verdict,
                needs_person=weak,
                origin=Origin(seed=1),
            )
        )
    return tuple(made)


def recordings(assets):
    wav = assets.put(b"RIFF", "s.wav", "audio/wav", "takes")
    return tuple(
        Recording(
            scene=scene.id,
            text=scene.narration,
            language="en",
            asset=wav,
            seconds=Fraction(5, 3),
            words=(Word(text=scene.narration, start=0, end=1),),
            timing="engine",
            engine="espeak",
            voice="en-us+f5",
        )
        for scene in storyboard().scenes
    )


def dossier(assets, film_path, film_format="9:16", **changes):
    bound = continuity(assets)
    shot = takes(bound, film_format)
    file = assets.put_file(film_path, "video/mp4", "releases")
    empty = assets.put(b"WEBVTT\n", "c.vtt", "text/vtt", "releases")
    slug_format = film_format.replace(":", "x")
    film = Film(
        id=f"daughters-same-face-1-{slug_format}-en",
        storyboard="daughters-same-face-1",
        segment="far-away-daughters",
        brief="daughters-same-face",
        format=film_format,
        language="en",
        seconds=20,
        file=file,
        poster=empty,
        srt=empty,
        vtt=empty,
        otio=empty,
        timeline="a" * 64,
        loudness=-14.0,
        true_peak=-1.4,
    )
    checks = (
        Check(name="loudness", ok=True, measured="-14.0 LUFS", limit="-14 ± 1 LUFS"),
        Check(
            name="safe zone: Pinterest",
            ok=False,
            measured="caption “You know” by 20 px",
            limit="bottom 790 px kept clear",
            act="leave this film out of Pinterest",
            blocking=False,
        ),
    )
    values = {
        "film": film,
        "storyboard": storyboard(),
        "brief": brief(),
        "segment": segment(),
        "continuity": bound,
        "takes": shot,
        "recordings": recordings(assets),
        "checked": Checked(film=film.id, checks=checks),
        "disclosure": disclose(shot),
        "timings": {"storyboard": 0.4, "shoot": 1.2, "cut": 14.5, "release": 3.0},
        "film_file": f"films/{film.id}.mp4",
        "page_file": f"pages/{film.id}/index.html",
        "manifest_file": f"manifests/{film.id}.json",
    }
    return Dossier(**{**values, **changes})
