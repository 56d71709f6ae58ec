"""What a picture says of how it was made from others: in a sidecar, in a list, in its own bytes."""

import json
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from pydantic import ValidationError

from ...domain.errors import InvalidIntake
from ...domain.loose import from_json, is_table, placed
from ...domain.picture import Edit

SPACE = "https://reelwright.org/ns/1.0/"
RECORD = f"{{{SPACE}}}Record"
"""The XMP property that holds what a sidecar would say, as JSON."""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:reel="{space}">
<Iptc4xmpExt:DigitalSourceType>{kind}</Iptc4xmpExt:DigitalSourceType>
<xmpMM:DerivedFrom rdf:parseType="Resource"><stRef:documentID>{parent}</stRef:documentID>
<stRef:filePath>{file}</stRef:filePath></xmpMM:DerivedFrom>
<reel:Record>{record}</reel:Record>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def packet_of(row: Mapping[str, Any], edit: Edit) -> str:
    """An XMP packet for an edited picture: row is what its sidecar says, without the edit."""
    first = edit.parents[0]
    record = dict(row) | {"edit": edit.model_dump(mode="json")}
    return _PACKET.format(
        space=SPACE,
        kind=escape(str(row.get("digitalsourcetype", ""))),
        parent=f"sha256:{first.sha256}",
        file=escape(first.file),
        record=escape(json.dumps(record, ensure_ascii=False)),
    )


def record_in(text: str | None) -> dict[str, Any] | None:
    """What a packet's record says; None where it holds none that can be read."""
    try:
        row = from_json(text or "")
    except ValueError:
        return None
    return {str(k).strip().lower(): v for k, v in row.items()} if is_table(row) else None


def edit_of(row: Mapping[str, Any], where: str) -> Edit | None:
    """How a row says that its picture was made from others; None where it says nothing of it.

    A list holds the edit as JSON text too. Raises InvalidIntake naming the row: from a lineage that
    cannot be read nobody could tell what was revoked.
    """
    given = row.get("edit")
    if isinstance(given, str) and given.strip():
        try:
            given = from_json(given)
        except ValueError as problem:
            raise InvalidIntake(f"{where}: edit, {problem}; correct it") from problem
    if not given or not is_table(given):
        return None
    whole = dict(given) if "parents" in given else _of_before(given, row)
    for told in ("score", "why", "picked_by"):
        whole.pop(told, None)
    try:
        return Edit.model_validate(whole)
    except ValidationError as problem:
        at = placed(problem.errors()[0]["loc"])
        raise InvalidIntake(
            f"{where}: edit.{at}: {problem.errors()[0]['msg'].lower()}; pick the candidate again "
            "with `reelwright inpaint --pick`, or leave edit out and add the picture's own rights"
        ) from problem


def _of_before(given: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """An edit as sidecars told of it before they named every parent."""
    mask = given.get("mask")
    parents: list[dict[str, Any]] = []
    for role, held in (("picture", row.get("made_from")), ("source", given.get("source"))):
        if is_table(held):
            parents.append({"role": role, **{k: held[k] for k in ("file", "sha256") if k in held}})
    return {
        "mode": given.get("mode", ""),
        "words": given.get("words", ""),
        "mask": mask.get("sha256", "") if is_table(mask) else "",
        "mask_from": given.get("mask_from", ""),
        "masked": given.get("masked", 0.0),
        "engine": given.get("backend", ""),
        "model": given.get("model", ""),
        "generated": bool(row.get("made_by_ai")),
        "seed": given.get("seed"),
        "candidate": given.get("candidate"),
        "parents": parents,
    }
