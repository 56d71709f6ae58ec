"""What a made campaign's folder of films tells of those who were asked: groups and counts."""

import re

from reelwright.store import Catalogue


def test_nothing_that_leaves_quotes_those_who_were_asked(made):
    catalogue = Catalogue(made.folder / ".reelwright" / "catalogue.db")
    card = catalogue.latest("segment", "family-carers-in-the-middle").value
    catalogue.close()
    ids = {t["id"] for t in card["traits"]}
    own = {v["text"] for v in card["verbatims"]}
    assert ids
    assert own, "the example quotes people at its gate"
    papers = [p for p in (made.folder / "out").rglob("*") if p.suffix in (".json", ".csv", ".html")]
    assert {"manifest.json", "campaign.csv", "index.html"} <= {p.name for p in papers}
    for path in papers:
        told = path.read_text("utf-8")
        assert not [x for x in (*ids, *own, *card["respondents"]) if x in told], path
        assert not re.search(r"\bindex \d", re.sub(r"<[^>]+>", " ", told)), path
    sheet = (made.folder / "out" / "index.html").read_text("utf-8")
    assert f"{card['n']} respondents" in sheet
