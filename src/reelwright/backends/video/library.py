"""Films a scene with a clip of one's own: its part as it was filmed, framed for the format."""

from fractions import Fraction

from ...domain.asset import Assets
from ...domain.errors import DoesNotFit
from ...domain.framing import canvas
from ...domain.take import Footage
from .interface import AtOnce, ShotRequest


class OwnFootage:
    """The clip that the request's picture is a still of; `backend` makes it a back end."""

    def film(self, request: ShotRequest, assets: Assets) -> Footage:
        """The request's part of the clip, steadied, its subject kept in the frame.

        Raises DoesNotFit for a picture that never moved, MediaRefused for a broken clip.
        """
        from ...media.streams.following import framed, way_of

        moving, part = request.picture.moving, request.part
        if moving is None or part is None:
            raise DoesNotFit(
                f"{request.picture.id} has no moving part that fills scene {request.scene}; choose "
                "another picture for it, or let the camera film the still (--backend motion)"
            )
        # Beside an end card, which is a panel, the clip fills the rest of the frame.
        places = request.places
        into = places.settings[0].into if places else None
        film = canvas(request.format, into)
        way = way_of(assets.path(moving.clip), part.start, part.end)
        found = framed(way, film.width / film.height)
        return Footage(
            clip=moving.clip,
            offset=Fraction(part.start).limit_denominator(90_000),
            subject=found.subject,
            picture=request.picture,
            until=Fraction(part.end).limit_denominator(90_000),
            pace=part.pace,
            path=found.path,
            zoom=found.zoom,
            into=into,
            ground=places.ground if places and into else "#000000",
        )


def backend() -> AtOnce:
    """The embedded back end: what the registry names."""
    return AtOnce(OwnFootage())
