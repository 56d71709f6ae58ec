"""Every error a user can meet.

StudioError
├── InvalidIntake      a campaign folder, survey or picture is wrong: names file, row or field
│   └── WrongFields    values of a form, each told by its field
├── NotFound           no such segment, brief, film, asset
├── NotApproved        a later step was asked for before a person approved the earlier one
├── NotAllowed         a person lacks the role that an act on a knowledge base needs
├── Missing            a program, package, key, font or voice is not there; says how to get it
├── OverBudget         the next spend would pass the campaign's cap; nothing was sent
├── BackendFailed      a model or provider failed or answered with something unusable
├── Conflict           it contradicts what stands: changed meanwhile, or there already
├── Uncertain          a job may or may not have been begun; a person decides, nothing is sent again
├── DoesNotFit         words, time or type cannot fit the space they were given
├── MediaRefused       a picture, sound or film is broken, too large or of a kind we do not decode
├── GateFailed         a finished film failed a release check
├── TimedOut           a job ran past its time limit
├── Cancelled          a person stopped a job
├── OutOfDate          what was kept is of another version than this reelwright reads
└── StoreFailed        the disk or bucket could not keep what it was given
"""

from collections.abc import Sequence


class StudioError(Exception):
    """Base of all. The message names the thing, the cause and the next act."""


class InvalidIntake(StudioError):
    """What the user gave is wrong; the message names file and row or field."""


class WrongFields(InvalidIntake):
    """Values of a form are wrong; fields: each one's name, with why. Nothing of it was kept."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(fields)
        self.fields = tuple(fields)

    def __str__(self) -> str:
        """All of them, a line each."""
        return "\n".join(f"{field}: {why}" for field, why in self.fields)


class NotFound(StudioError):
    """No such item; the message lists those there are, when they are few."""


class NotApproved(StudioError):
    """A gate is closed: a person has to approve something first."""


class NotAllowed(StudioError):
    """A person may not do this here; the message names the base, the person and the role needed."""


class Missing(StudioError):
    """Something this machine lacks; the message says how to get it."""


class OverBudget(StudioError):
    """The next call would pass the cap of a campaign, or nobody knows its price; it was not made.

    The message says what was spent, what the call may cost, and how to go on.
    """


class BackendFailed(StudioError):
    """A back end failed or its answer was unusable; nothing was put in its place."""


class Conflict(StudioError):
    """What is asked for contradicts what stands: changed meanwhile, or there already."""


class Uncertain(StudioError):
    """A job may or may not have been begun: sending it again could be paid twice."""


class DoesNotFit(StudioError):
    """Words, time or type do not fit the space they were given."""


class MediaRefused(StudioError):
    """Media that is broken, larger than the limits, or of an unknown kind."""


class GateFailed(StudioError):
    """A finished film failed a check that blocks release."""


class TimedOut(StudioError):
    """A job ran past its time limit; what it had finished is kept."""


class Cancelled(StudioError):
    """A person stopped a job."""


class StoreFailed(StudioError):
    """Bytes or rows could not be kept; nothing half-written remains."""


class OutOfDate(StudioError):
    """What was kept is of a version that this reelwright does not read; says what to update."""
