"""Drawings as programs write them: packed with gzip (.svgz), or in another encoding than UTF-8."""

import codecs
import re
import zlib

from ...domain.errors import MediaRefused
from .source import Blob, Source, bytes_of, size_of

MAX_BYTES = 5_000_000
"""Of a drawing, unpacked as it is read."""

PACKED = b"\x1f\x8b"
"""How what gzip packed begins."""

_MARKS = (
    # UTF-32's mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_NO_TEXTS = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"))
"""Codecs of Python's that no drawing is in; some take minutes for a megabyte."""

_TOLD = re.compile(r"<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.-]{1,40})[\"'][^>]*\?>", re.ASCII)
_DECLARED = re.compile(r"\A\s*<\?xml\b[^>]*\?>")


def opening(head: bytes) -> bytes:
    """The start of a file in UTF-8 and unpacked, where it may be a drawing; else as it is."""
    if head.startswith(PACKED):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 65_536)
        except zlib.error:
            return head
    wide = _wide(head)
    return head.decode(wide, "ignore").encode() if wide else head


def plain(path: Source) -> Blob:
    """A drawing unpacked, in UTF-8.

    Raises OSError, and MediaRefused for what is too large, broken, or not written as it says.
    """
    if size_of(path) > MAX_BYTES:
        raise MediaRefused(_large(path))
    data = bytes_of(path)
    if data.startswith(PACKED):
        data = _unpacked(path, data)
    told = _TOLD.match(data[:400].decode("latin-1").lstrip("\ufeff\xef\xbb\xbf \r\n\t"))
    encoding = _wide(data) or (told[1] if told else "utf-8-sig")
    if encoding.lower() in ("utf-8", "utf8"):
        encoding = "utf-8-sig"
    try:
        if codecs.lookup(encoding).name in _NO_TEXTS:
            raise LookupError(encoding)
        text = data.decode(encoding)
    except (LookupError, UnicodeError) as problem:
        raise MediaRefused(
            f"{path.name} is not written in {encoding.removesuffix('-sig').upper()}, as it says; "
            "save the drawing in UTF-8"
        ) from problem
    if encoding != "utf-8-sig" or data.startswith(codecs.BOM_UTF8):
        # What it says of its encoding is no longer so.
        data = _DECLARED.sub("", text).encode()
    return Blob(path.name, data)


def _wide(head: bytes) -> str:
    """The encoding that a text's first bytes tell of; "" where they tell of none."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(head[:2], "")


def _unpacked(path: Source, data: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(data, MAX_BYTES + 1)
    except zlib.error as problem:
        raise MediaRefused(
            f"{path.name} is packed with gzip and broken ({problem}); export it again as plain SVG"
        ) from problem
    if len(found) > MAX_BYTES:
        raise MediaRefused(_large(path))
    if not unpacker.eof:
        raise MediaRefused(
            f"{path.name} is packed with gzip and breaks off; copy or export it again"
        )
    return found


def _large(path: Source) -> str:
    return f"{path.name} is over {MAX_BYTES // 1_000_000} MB; simplify the drawing"
