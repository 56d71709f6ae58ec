"""From where a house may be reached: names it is called by, and addresses that may ask."""

from ipaddress import IPv4Network, IPv6Network, ip_network

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake
from . import _given

Network = IPv4Network | IPv6Network

WIDEST = {4: 8, 6: 32}
"""Networks with a shorter prefix (bits) let everybody in, whatever they are called."""


class Reach(Frozen):
    """hosts: names that browsers may call the service by, beside this machine's own.

    networks: from where one may ask, beside this machine itself.
    """

    hosts: tuple[str, ...] = ()
    networks: tuple[Network, ...] = ()


def allowed() -> Reach:
    """What the settings allow.

    Raises:
        InvalidIntake: An address is none, or a network would let everybody in.
    """
    settings = _given.settings()
    return Reach(
        hosts=tuple(h.strip().lower() for h in settings.hosts),
        networks=tuple(map(_network, settings.allow_from)),
    )


def _network(text: str) -> Network:
    try:
        network = ip_network(text.strip(), strict=False)
    except ValueError as problem:
        raise InvalidIntake(
            f"REELWRIGHT_ALLOW_FROM: {text!r} is no address or network; write it as 192.0.2.7/32"
        ) from problem
    if network.prefixlen < WIDEST[network.version]:
        raise InvalidIntake(
            f"REELWRIGHT_ALLOW_FROM: {text} would let everybody in; name the addresses that may "
            "ask, as 192.0.2.7/32"
        )
    return network
