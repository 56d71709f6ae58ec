"""The certificates that films are signed with: local ones made once, or your own."""

import datetime as dt
import os
import stat
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ...domain.errors import InvalidIntake, Missing, StoreFailed

DAYS = 730
"""How long local certificates last; they are made anew a week before they end."""


@dataclass(frozen=True)
class Signing:
    """What signs: chain (leaf first) and key as PEM, the algorithm, and the root we trust."""

    chain: bytes
    key: bytes = field(repr=False)
    algorithm: str
    anchor: bytes | None = None
    timestamps: str | None = None
    """Address of a time-stamping authority; None: the signature ends with its certificate."""


def local_signing(folder: Path, organisation: str) -> Signing:
    """Certificates in a folder of yours, made on first use; the key's mode is 0600.

    Viewers will say that the signer is not on a public trust list, which is true. Raises
    StoreFailed when the folder cannot be written, InvalidIntake when it holds something else.
    """
    home = folder / "signing"
    try:
        if not home.is_dir() or _ends_soon(home / "chain.pem"):
            _make(folder, home, organisation)
        return Signing(
            chain=(home / "chain.pem").read_bytes(),
            key=_private(home / "key.pem"),
            algorithm="es256",
            anchor=(home / "root.pem").read_bytes(),
        )
    except OSError as error:
        raise StoreFailed(
            f"the signing certificates in {home.name!r} cannot be read or made: {error}; check "
            "the folder's permissions, or remove it to have new ones made"
        ) from error


def own_signing(chain: Path, key: Path, *, timestamps: str | None = None) -> Signing:
    """Your own certificates: a PEM chain, leaf first, and its private key without a pass phrase.

    Raises Missing when a file is not there, InvalidIntake when it cannot be used.
    """
    for path in (chain, key):
        if not path.is_file():
            raise Missing(
                f"signing file {path.name!r} is not there; check the path in the settings"
            )
    secret = _private(key)
    try:
        loaded = pem.load_pem_private_key(secret, password=None)
        leaf = x509.load_pem_x509_certificates(chain.read_bytes())[0]
    except (ValueError, TypeError, IndexError) as error:
        raise InvalidIntake(
            f"{key.name!r} or {chain.name!r} is not usable PEM ({error}); give a chain with the "
            "leaf first and a key without a pass phrase"
        ) from error
    same = pem.Encoding.DER, pem.PublicFormat.SubjectPublicKeyInfo
    if loaded.public_key().public_bytes(*same) != leaf.public_key().public_bytes(*same):
        raise InvalidIntake(
            f"key {key.name!r} does not belong to the first certificate of {chain.name!r}; put the "
            "leaf certificate first"
        )
    return Signing(chain.read_bytes(), secret, _algorithm(loaded), None, timestamps)


def _algorithm(key: object) -> str:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        known = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
        if key.curve.name in known:
            return known[key.curve.name]
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048:
        return "ps256"
    raise InvalidIntake(
        "the signing key is of a kind that content credentials do not take; use ECDSA P-256"
    )


def _private(path: Path) -> bytes:
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise InvalidIntake(
            f"signing key {path.name!r} can be read by others; run: chmod 600 {path.name}"
        )
    return path.read_bytes()


def _ends_soon(chain: Path) -> bool:
    if not chain.is_file():
        return True
    leaf = x509.load_pem_x509_certificates(chain.read_bytes())[0]
    return leaf.not_valid_after_utc < dt.datetime.now(dt.UTC) + dt.timedelta(days=7)


def _make(folder: Path, home: Path, organisation: str) -> None:
    """Root and leaf, written aside and moved into place; the root's key is never kept."""
    root_key, leaf_key = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    name = organisation[:60] or "Local studio"
    root_name = _name(name, f"{name[:40]} local root")
    root = _certificate(root_name, root_name, root_key, root_key, authority=True)
    leaf = _certificate(_name(name, f"{name[:40]} signer"), root_name, root_key, leaf_key)
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".signing-", dir=folder))
    private = leaf_key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption())
    handle = os.open(aside / "key.pem", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(private)
    (aside / "chain.pem").write_bytes(_pem(leaf) + _pem(root))
    (aside / "root.pem").write_bytes(_pem(root))
    if home.is_dir():
        old = Path(tempfile.mkdtemp(prefix=".signing-old-", dir=folder))
        home.rename(old / "signing")
    try:
        aside.rename(home)
    except OSError:
        # Another process made them a moment before us: theirs stand.
        for path in aside.iterdir():
            path.unlink()
        aside.rmdir()
        if not (home / "key.pem").is_file():
            raise


def _name(organisation: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    own_key: ec.EllipticCurvePrivateKey,
    *,
    authority: bool = False,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    usage = x509.KeyUsage(True, False, False, False, False, authority, authority, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(own_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=DAYS))
        .add_extension(x509.BasicConstraints(authority, 1 if authority else None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own_key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False
        )
        .add_extension(usage, True)
    )
    if not authority:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        made = made.add_extension(purpose, True)
    return made.sign(issuer_key, hashes.SHA256())


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(pem.Encoding.PEM)
