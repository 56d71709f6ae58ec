"""Metadata that goes with a picture's bytes: an XMP packet in a PNG or a JPEG file."""

import struct
import zlib

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG, _XAP = b"\xff\xd8", b"http://ns.adobe.com/xap/1.0/\0"
_SEGMENT = 65_533
"""Bytes that one segment of a JPEG holds."""


def with_packet(data: bytes, packet: str) -> bytes:
    """The file with an XMP packet in it, its pixels as they were.

    data: a PNG or JPEG without such a packet; another file, and a JPEG whose packet would be too
    long for it, comes back as it is.
    """
    text = packet.encode()
    if data.startswith(_PNG):
        # Keyword, no compression, no language, no translated keyword: as the XMP standard says.
        chunk = b"iTXtXML:com.adobe.xmp\0\0\0\0\0" + text
        whole = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        # The header comes first, always with 13 bytes.
        at = len(_PNG) + 25
        return data[:at] + whole + data[at:]
    if data.startswith(_JPEG) and len(_XAP) + len(text) <= _SEGMENT:
        segment = b"\xff\xe1" + struct.pack(">H", len(_XAP) + len(text) + 2) + _XAP + text
        # A JFIF segment has to stay the first.
        first = data[2:4] == b"\xff\xe0"
        at = 4 + struct.unpack(">H", data[4:6])[0] if first else 2
        return data[:at] + segment + data[at:]
    return data
