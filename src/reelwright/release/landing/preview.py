"""A built page as one document, to be looked at before it goes out: it asks for nothing at all."""

import base64
import mimetypes
import re
from collections.abc import Callable

POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"
)
"""What a browser is told beside the document: it is nobody's page, and nothing in it runs."""

_OWN_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\s*')
_FILM = re.compile(r"\s*<(?:source|track)\b[^>]*>")
_SETS = re.compile(r' (?:srcset|sizes)="[^"]*"')
_LINK = re.compile(r'\b(src|poster|href)="((?:media|fonts)/[^"]+)"')
_RULE = re.compile(r"url\('([^']+)'\)")


def in_one(html: str, css: str, file: Callable[[str], bytes]) -> str:
    """A page of the kit with its style, fonts and pictures in it, and its film as its poster.

    file gives the bytes of one of its files. A sandboxed frame has no cookies and no origin of its
    own, so that a page in it can ask for none of its files.
    """

    def data(path: str) -> str:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(file(path)).decode()}"

    style = _RULE.sub(lambda m: f"url('{data(m[1])}')", css).replace("</", "<\\/")
    html = _SETS.sub("", _FILM.sub("", _OWN_POLICY.sub("", html)))
    html = _LINK.sub(lambda m: f'{m[1]}="{data(m[2])}"', html)
    link = '<link rel="stylesheet" href="page.css">'
    return html.replace(link, f"<style>{style}</style>", 1)
