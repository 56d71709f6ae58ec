"""Any OpenID Connect issuer: who somebody is, as its authorization code flow with PKCE proves it.

Nothing is kept between the two halves but what `Begun` holds, which travels with the browser, so
that either half may be answered by another process.
"""

import hashlib
import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from threading import Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2 as httpx
from pydantic import Field, SecretStr, field_validator

from ..domain.base import Frozen
from ..domain.errors import BackendFailed, Missing, NotAllowed
from ..domain.loose import is_list, is_table

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures that are believed: those that take an issuer's own private key."""

SOON = 60
"""Seconds that clocks may differ."""

KNOWN_FOR, ASK_AGAIN = 3600.0, 30.0
"""Seconds that an issuer's addresses and keys are kept, and between two looks for a new key."""

LARGEST, PATIENCE = 1_000_000, 10.0
"""Bytes of an answer that is read, and seconds that it may take."""

_LOCAL = ("localhost", "127.0.0.1", "::1")


class Issuer(Frozen):
    """An issuer, and how its word for a person is read.

    issuer: its address, as `iss` in its tokens says it. name_claim: what a person is called here
    ("email" counts only where the issuer has verified it). roles_claim: where their groups stand,
    with dots into tables ("cognito:groups", "realm_access.roles"); "": an admin gives roles.
    roles: group -> roles here. label: what the page calls it.
    """

    issuer: str
    client_id: str = Field(min_length=1)
    label: str = ""
    scope: str = "openid email profile"
    name_claim: str = "email"
    roles_claim: str = ""
    roles: dict[str, tuple[str, ...]] = {}

    @field_validator("issuer")
    @classmethod
    def _address(cls, value: str) -> str:
        _safe(value)
        return value


class Begun(Frozen):
    """A sign-in under way: the browser goes to address; the rest is kept with it until it is back.

    state, nonce and verifier are 256 bits each, in URL-safe letters.
    """

    address: str
    state: str
    nonce: str
    verifier: str


class Proven(Frozen):
    """Somebody whom an issuer has proven: subject is theirs for ever, name and groups may change.

    groups None: the issuer was not asked for any.
    """

    issuer: str
    subject: str
    name: str
    groups: tuple[str, ...] | None


def begin(issuer: Issuer, back: str) -> Begun:
    """Where a browser is to go; back is where the issuer sends it afterwards.

    Raises BackendFailed where the issuer does not answer, or not as one.
    """
    drawn = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    asked = {
        "response_type": "code",
        "client_id": issuer.client_id,
        "redirect_uri": back,
        "scope": issuer.scope,
        "state": drawn["state"],
        "nonce": drawn["nonce"],
        "code_challenge": _unpadded(hashlib.sha256(drawn["verifier"].encode()).digest()),
        "code_challenge_method": "S256",
    }
    at = _endpoint(_described(issuer), "authorization_endpoint")
    return Begun(address=f"{at}{'&' if '?' in at else '?'}{urlencode(asked)}", **drawn)


def redeem(
    issuer: Issuer, begun: Begun, code: str, back: str, secret: SecretStr | None = None
) -> Proven:
    """Who came back with a code.

    secret: what the client proves itself with; None: it has none, PKCE alone binds the code.
    Raises NotAllowed where the issuer's word does not hold, BackendFailed where it gives none.
    """
    told = _described(issuer)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": issuer.client_id,
        "code_verifier": begun.verifier,
    }
    login = None
    ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if secret is not None and "client_secret_basic" in ways:
        login = (_quoted(issuer.client_id), _quoted(secret.get_secret_value()))
    elif secret is not None:
        form["client_secret"] = secret.get_secret_value()
    answer = _ask(issuer, "POST", _endpoint(told, "token_endpoint"), data=form, auth=login)
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise BackendFailed(
            f"{issuer.issuer} gave no ID token; the scope has to hold openid (REELWRIGHT_OIDC)"
        )
    return _person(issuer, _claims(issuer, told, token, begun.nonce))


def _claims(issuer: Issuer, told: Mapping[str, Any], token: str, nonce: str) -> dict[str, Any]:
    """What an ID token says, once its signature and its terms hold."""
    try:
        from joserfc import jwt
        from joserfc.errors import JoseError
    except ModuleNotFoundError as problem:
        raise Missing(
            "an issuer's sign-in needs joserfc: pip install 'reelwright[service]'"
        ) from problem
    try:
        try:
            found = jwt.decode(token, _keys(issuer, told, fresh=False), algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            # Issuers change their keys; one that is not known yet may stand there by now.
            found = jwt.decode(token, _keys(issuer, told, fresh=True), algorithms=ALGORITHMS)
        jwt.JWTClaimsRegistry(
            leeway=SOON,
            iss={"essential": True, "value": issuer.issuer},
            aud={"essential": True, "value": issuer.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(found.claims)
    except (JoseError, ValueError) as problem:
        raise NotAllowed(
            f"the word of {issuer.issuer} does not hold ({problem}); sign in again, and tell "
            "whoever keeps the service if it stays"
        ) from problem
    said = dict(found.claims)
    others = is_list(said["aud"]) and len(said["aud"]) > 1
    if (others or "azp" in said) and said.get("azp") != issuer.client_id:
        raise NotAllowed(
            f"{issuer.issuer} proved somebody to {said.get('azp')!r}, not to this service; sign "
            "in again"
        )
    return said


def _person(issuer: Issuer, said: Mapping[str, Any]) -> Proven:
    name, subject = said.get(issuer.name_claim), said["sub"]
    if not isinstance(name, str) or not name.strip() or not isinstance(subject, str):
        raise NotAllowed(
            f"{issuer.issuer} does not say who it is: its token holds no {issuer.name_claim!r}; "
            "set name_claim and scope in REELWRIGHT_OIDC to what it gives"
        )
    # Cognito says "true" for some pools.
    if issuer.name_claim == "email" and said.get("email_verified") not in (True, "true"):
        raise NotAllowed(
            f"{issuer.issuer} has not verified the address {name}; let it verify the address, or "
            "set name_claim in REELWRIGHT_OIDC to another name that it gives"
        )
    groups = _groups(said, issuer.roles_claim) if issuer.roles_claim else None
    return Proven(issuer=issuer.issuer, subject=subject, name=name.strip(), groups=groups)


def _groups(said: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """The groups at a path; names of claims may hold dots themselves (as "https://a.example/g")."""
    found: Any = said.get(path)
    if found is None:
        found = said
        for part in path.split("."):
            found = found.get(part) if is_table(found) else None
    if isinstance(found, str):
        found = found.split()
    return tuple(g for g in found if isinstance(g, str)) if is_list(found) else ()


_known: dict[str, tuple[float, dict[str, Any]]] = {}
_lock = Lock()


def _described(issuer: Issuer) -> dict[str, Any]:
    at = f"{issuer.issuer.rstrip('/')}/.well-known/openid-configuration"
    told = _remembered(issuer, at, KNOWN_FOR)
    if told.get("issuer") != issuer.issuer:
        raise BackendFailed(
            f"{at} calls itself {told.get('issuer')!r}; REELWRIGHT_OIDC has to name the issuer "
            "letter by letter as it does"
        )
    return told


def _keys(issuer: Issuer, told: Mapping[str, Any], *, fresh: bool) -> Any:
    from joserfc.jwk import KeySet

    at = _endpoint(told, "jwks_uri")
    found = _remembered(issuer, at, ASK_AGAIN if fresh else KNOWN_FOR)
    listed = found.get("keys")
    # A key of a kind that nobody knows here hides none of the others.
    usable = [
        k
        for k in (listed if is_list(listed) else [])
        if is_table(k) and k.get("kty") in ("RSA", "EC", "OKP") and k.get("use") in (None, "sig")
    ]
    if not usable:
        raise BackendFailed(f"{issuer.issuer} shows no key that signs; ask whoever keeps it")
    return KeySet.import_key_set({"keys": usable})  # type: ignore[typeddict-item]


def _remembered(issuer: Issuer, at: str, most: float) -> dict[str, Any]:
    with _lock:
        since, found = _known.get(at, (0.0, {}))
        if found and time.monotonic() - since < most:
            return found
        found = _ask(issuer, "GET", at)
        _known[at] = (time.monotonic(), found)
        return found


def _endpoint(told: Mapping[str, Any], name: str) -> str:
    found = told.get(name)
    if not isinstance(found, str):
        raise BackendFailed(f"{told.get('issuer')} names no {name}; it is no OpenID issuer")
    try:
        _safe(found)
    except ValueError as problem:
        raise BackendFailed(
            f"{told.get('issuer')} names a {name} that is not safe: {problem}"
        ) from problem
    return found


def _ask(issuer: Issuer, method: str, address: str, **more: Any) -> dict[str, Any]:
    try:
        with (
            httpx.Client(timeout=PATIENCE, follow_redirects=False) as client,
            client.stream(method, address, **more) as answer,
        ):
            body = b""
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > LARGEST:
                    raise BackendFailed(f"{address} answers with more than {LARGEST} bytes")
            status = answer.status_code
    except httpx.HTTPError as problem:
        raise BackendFailed(
            f"{issuer.issuer} does not answer at {address} ({problem}); try again, and look "
            "whether this machine reaches it"
        ) from problem
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if status == 200 and is_table(told):
        return dict(told)
    why = told.get("error_description") or told.get("error") if is_table(told) else None
    if method == "POST" and status in (400, 401):
        raise NotAllowed(
            f"{issuer.issuer} does not take what the browser came back with "
            f"({str(why or status)[:200]}); sign in again"
        )
    raise BackendFailed(f"{issuer.issuer} answers {status} at {address}: it is no OpenID issuer")


def _safe(address: str) -> None:
    """Raise ValueError for an address over which others could listen, or that holds a secret."""
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in _LOCAL
    if not (parts.scheme == "https" or local) or not parts.hostname or parts.username:
        raise ValueError(f"{address!r} has to begin with https:// and hold no name or password")


def _quoted(text: str) -> str:
    """As RFC 6749 2.3.1 wants what basic authentication joins."""
    return urlencode({"": text})[1:]


def _unpadded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
