"""Files that are broken, huge or hostile."""

import io
import struct
import zlib

import numpy as np
from PIL import Image

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
PLAIN = f'{SVG}viewBox="0 0 800 600"><rect width="800" height="600" fill="#876"/>%s</svg>'
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    + PLAIN % "<text>&b;</text>"
)
FAR_FILE = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + (
    PLAIN % "<text>&x;</text>"
)


def png(width: int, height: int) -> bytes:
    """A picture with a grain of its own."""
    grain = np.random.default_rng(width * height).integers(0, 255, (height, width, 3), np.uint8)
    sink = io.BytesIO()
    Image.fromarray(grain).save(sink, "PNG")
    return sink.getvalue()


def jpeg(width: int, height: int) -> bytes:
    sink = io.BytesIO()
    Image.open(io.BytesIO(png(width, height))).save(sink, "JPEG")
    return sink.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few kilobytes that call themselves a PNG of 3.6 thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def nested_uses(depth: int = 12) -> str:
    """A drawing that would draw ten to the twelfth shapes."""
    groups = ['<g id="g0"><rect width="1" height="1"/></g>']
    for n in range(1, depth):
        uses = f'<use xlink:href="#g{n - 1}"/>' * 10
        groups.append(f'<g id="g{n}">{uses}</g>')
    return PLAIN % f'<defs>{"".join(groups)}</defs><use xlink:href="#g{depth - 1}"/>'
