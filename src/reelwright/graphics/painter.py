"""Paints overlays from brand tokens: type, captions, logo, label, end card, for one format."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from ..domain.base import Box
from ..domain.campaign import CallToAction
from ..domain.framing import UNSEEN, held_clear
from ..domain.places import Arrangement, Places, best_of, rect
from ..domain.sound import CaptionCue
from ..domain.storyboard import Text
from ..domain.take import Footage, Move
from ..domain.timeline import Overlay
from ..media.compositor.shots import preview
from ..media.pictures import measure
from .captions import paint_captions
from .easel import Easel
from .end_card import card_settings, paint_end_card
from .legibility import LOGO_NEEDS, least_contrast, logo_contrast, scrim, shade_for
from .parts import Finer, Voice, image, panel, text
from .titles import Form, Setup, cost_of, form_for, placed, said, set_up, settings_for, ways
from .typeset import right_to_left, short

HEAD = 0.4
"""Share of a subject's height, from the top, that type must not hide: faces are there."""

CLUTTER = 0.16
"""How restless what is behind a bare logo may be (0 is an even field, 1 is gravel)."""

STRONGEST = 0.4
"""The strongest shade that is laid under bare type: a stronger one greys the picture, and type
stands on a card instead."""


class Painter(Easel):
    """Paints a brand's overlays in one format, language and mood.

    Every method returns Overlays whose PNGs are kept in the store; times are frames. All raise
    Missing where no font has a letter, and DoesNotFit, naming the text, where it is too long.
    """

    def see(self, shot: Move | Footage, frames: int, at: Sequence[int]) -> tuple[np.ndarray, ...]:
        """Small BGR frames of a shot without type, to look at what type would stand on."""
        small = 270 if self.format.width < self.format.height * 1.5 else 480
        return tuple(preview(shot, self.format, frames, assets=self.assets, at=at, width=small))

    # -- type over the picture -----------------------------------------------------------------

    def places(self, words: Text) -> Places:
        """Where these words may stand, measured on the very type; framing keeps room there."""
        if words.kind == "end card":
            return Places(settings=card_settings(self, words), ground=self.brand.palette.primary)
        form = form_for(self, words)
        # Bare type may need a card in the end: room is kept for that.
        settings = settings_for(self, words, "card" if form == "open" else form)
        return Places(settings=settings, ground=self.colours[self.panel_ground()])

    def arranged(self, words: Text, shot: Move | Footage) -> Arrangement:
        """Where type and captions of a scene hide least of what its shot shows."""
        settings = self.places(words).settings
        setting = next((s for s in settings if s.into == shot.into), settings[0])
        body, keep = held_clear(shot, self.format)
        return setting.arrangements[best_of(body, keep, setting.arrangements)[0]]

    def type(
        self,
        words: Text,
        start: int,
        frames: int,
        *,
        name: str,
        clear: Box | None = None,
        behind: Sequence[np.ndarray] = (),
        shot: Move | Footage | None = None,
    ) -> tuple[Overlay, ...]:
        """A scene's type: title, lower third, quote or price; its scrim, if any, comes first.

        It stands at the top of the safe box, or where it hides less of what must be seen: the
        shot's faces, or the head of clear, the subject in shares of the frame. On a divided frame
        it stands on the panel. behind: frames of the picture (see), for contrast; without them a
        strong shade is laid.
        """
        if words.kind in ("none", "end card") or not words.lettered:
            return ()
        form = form_for(self, words)
        if shot is not None and shot.into is not None:
            form = "panel"
        made, x, y = self._placed(words, form, clear, shot)
        if form != "open":
            return (self._lettered(made, words, x, y, start, frames, name),)
        box = self.box(x, y, made.card.width, made.card.height, inset=made.inset)
        light, dark = self.colours["light"], self.colours["dark"]
        shade = shade_for(behind, box, (light, dark), (dark, light))
        if shade is None or (behind and shade.strength > STRONGEST):
            made, x, y = self._placed(words, "card", clear, shot)
            return (self._lettered(made, words, x, y, start, frames, name),)
        made = set_up(self, words, "open", ink="light" if shade.letters == light else "dark")
        overlay = self._lettered(made, words, x, y, start, frames, name)
        if not shade.strength:
            return (overlay,)
        high = made.card.height
        return (self._shade(shade.colour, shade.strength, y, high, start, frames, name), overlay)

    def _placed(
        self, words: Text, form: Form, clear: Box | None, shot: Move | Footage | None
    ) -> tuple[Setup, int, int]:
        """The words set in the form, or one near it, where they hide least."""
        if shot is not None:
            body, keep = held_clear(shot, self.format)
        elif clear is not None:
            body = rect(clear)
            keep = (((clear.x, clear.y, clear.w, clear.h * HEAD), 1.0),)
        else:
            body, keep = UNSEEN, ()
        found = [(made, spot, *placed(self, made, spot)) for made, spot in ways(self, words, form)]
        boxes = [
            Arrangement(
                type=self.box(x, y, made.card.width, made.card.height), dearer=cost_of(spot)
            )
            for made, spot, x, y in found
        ]
        made, _, x, y = found[best_of(body, keep, boxes)[0]]
        return made, x, y

    def _lettered(
        self, made: Setup, words: Text, x: int, y: int, start: int, frames: int, name: str
    ) -> Overlay:
        """The overlay of type that was set: strips come from their side, others rise."""
        strips = made.form in ("tape", "loose")
        far = x + made.card.width / 2 > self.format.width / 2
        motion = (
            {"slide": round(self.gap * 4), "slide_from": "right" if far else "left"}
            if strips
            else {"slide": round(self.gap * 1.8)}
        )
        return self.kept(
            made.card, x, y, start, frames, kind=words.kind, name=name, words=said(words),
            colour=made.colour, size=made.size, inset=made.inset, **motion,
        )  # fmt: skip

    def _shade(
        self, colour: str, strength: float, y: int, height: int, start: int, frames: int, name: str
    ) -> Overlay:
        """A gradient that is full from the type to the nearer of the frame's top and bottom."""
        high = self.format.height
        fade = round(high * 0.2)
        if y + height / 2 < high * 0.45:
            first, last, full = 0, y + height + fade, (0, y + height)
        else:
            first = max(0, y - fade) & ~1
            last, full = high, (y - first, high - first)
        picture = scrim(
            self.format.width, (min(high, last) - first) & ~1, colour, strength, full=full
        )
        return self.pixels(
            picture, 0, first, start, frames, kind="scrim", name=f"{name}-scrim", enter=9, leave=6
        )

    def captions(
        self, cue: CaptionCue, *, name: str, until: int, at: Box | None = None
    ) -> tuple[Overlay, ...]:
        """A caption of at most two lines: one overlay a word, with the spoken word marked.

        Lines are broken anew for this format; a cue too long for two of them is shown in parts.
        until: the film's length in frames; nothing is shown after it. at: where the scene's
        captions stand (see arranged); None is the safe box's low edge.
        """
        return paint_captions(self, cue, name=name, until=until, at=at)

    # -- brand ---------------------------------------------------------------------------------

    def stands_out(self, behind: Sequence[np.ndarray], shade: Overlay | None = None) -> bool:
        """Whether the logo can stand bare on these frames: seen well, and clear of clutter.

        shade: the scene's scrim, if it has one. False without frames to look at.
        """
        under = self._under_logo(behind, shade)
        width, high = self._logo_size()
        room = high / 2
        clear = self.box(
            round(self.zones.left - room), round(self.zones.top - room),
            round(width + 2 * room), round(high + 2 * room),
        )  # fmt: skip
        calm = all(measure.busyness(frame, clear) < CLUTTER for frame in under)
        return bool(under) and calm and self._seen_best(under)[0] >= LOGO_NEEDS + 0.5

    def logo(
        self,
        start: int,
        frames: int,
        *,
        name: str = "logo",
        behind: Sequence[np.ndarray] = (),
        shade: Overlay | None = None,
        bare: bool | None = None,
    ) -> Overlay:
        """The logo at the top of the safe box.

        The version that stands out from the picture, under the scene's scrim if it has one, is
        taken; where none can stand bare it stands on a ground on which all of it is seen. bare
        decides that for all scenes of a film alike; None looks at this one alone.
        """
        bare = self.stands_out(behind, shade) if bare is None else bare
        width, _ = self._logo_size()
        under, file = self.logo_ground()
        if bare:
            file = self._seen_best(self._under_logo(behind, shade))[1]
        # On its ground the logo itself stays where it stands without one.
        side = 0 if bare else round(self.pad())
        pad = 0 if bare else round(self.gap)
        ground = panel(under, start=side, end=side, top=pad, bottom=pad, radius=self.radius())
        card = self.page([image(file, width)], None if bare else ground)
        return self.kept(
            card, self.zones.left - side, self.zones.top - pad, start, frames,
            kind="logo", name=name, inset=(side, pad), enter=10, leave=6,
        )  # fmt: skip

    def _logo_size(self) -> tuple[float, float]:
        width = min(self.logo_height * self.brand.logo_aspect, self.zones.width * 0.5)
        return width, width / self.brand.logo_aspect

    def _seen_best(self, under: Sequence[np.ndarray]) -> tuple[float, str]:
        """The best contrast that a version of the logo has with the frames, and its file."""
        width, high = self._logo_size()
        box = self.box(self.zones.left, self.zones.top, round(width), round(high))
        return max(
            (logo_contrast(self.lights(f), lambda light: least_contrast(under, box, light)), f)
            for f in self.logos()
        )

    def _under_logo(
        self, behind: Sequence[np.ndarray], shade: Overlay | None
    ) -> Sequence[np.ndarray]:
        if shade is None or shade.y > self.zones.top:
            return behind
        return [self._shaded(frame, shade) for frame in behind]

    def _shaded(self, frame: np.ndarray, shade: Overlay) -> np.ndarray:
        """A frame under the scrim's colour, as strong as it is beside the logo."""
        pixels = np.asarray(Image.open(self.assets.path(shade.image)).convert("RGBA"))
        row = min(len(pixels) - 1, self.zones.top - shade.y + self.logo_height // 2)
        *colour, alpha = (float(v) for v in pixels[row, 0])
        share = alpha / 255
        return (frame * (1 - share) + np.array(colour[::-1]) * share).astype(np.uint8)

    def disclosure(self, words: str, start: int, frames: int) -> Overlay:
        """A small label at the top right of the safe box, noticed without a tap."""
        size, pad = self.note * 0.8, round(self.gap * 0.7)
        voice = Voice("body", self.bold, "on dark")
        half = self.zones.width * 0.5
        # Words are divided where whole ones are wider than the label may be.
        part = text(words, voice, [(size, 2)], half, name="disclosure")
        if len(max(words.split(), key=len, default="")) * size * 0.6 > half:
            fine = Finer(self.language)
            part = text(words, voice, [(size, 4)], half, name="disclosure", fine=fine)
        strips = {"fill": "shade", "start": pad, "end": pad, "radius": round(self.gap * 0.35)}
        rtl = right_to_left(words)
        page = {"parts": [{**part, "tape": strips, "pitch": 1.5}]}
        card = self.pages([page], rtl, f"the disclosure {short(words)}")[0]
        y = self.zones.top + max(0, (self.logo_height - card.height) // 2)
        x = self.zones.left if rtl else self.zones.right - card.width
        return self.kept(
            card, x, y, start, frames, kind="disclosure", name="disclosure", words=words,
            colour=self.colours["on dark"], size=size, inset=(pad, size * 0.2),
        )  # fmt: skip

    def end_card(
        self,
        words: Text,
        call: CallToAction,
        start: int,
        frames: int,
        *,
        name: str = "end-card",
        shot: Move | Footage | None = None,
    ) -> tuple[Overlay, ...]:
        """The same last card in every film: logo, headline, the call to action, where it leads.

        It stands on a panel of the brand's colour beside the living picture: the one that the
        shot's divided frame has, else one that comes over the shot. The letters follow one after
        the other.
        """
        into = shot.into if shot else None
        return paint_end_card(self, words, call, start, frames, name=name, into=into)
