"""What a drafted codebook means is confirmed by a person before answers are read by it."""

import pytest

from reelwright.domain.errors import Conflict
from reelwright.intake.codebook import load_codebook
from reelwright.store import Catalogue
from reelwright.studio import decisions, items
from reelwright.workflow.campaign.codebook import stand


@pytest.fixture
def draft(desk, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_WHO", "ann")
    desk.change("codebook.toml", "\nconfirmed = true", "\nconfirmed = false")
    return desk


@pytest.mark.longer
def test_nothing_is_made_of_answers_whose_codebook_nobody_confirmed(draft):
    folder = str(draft.folder)
    assert f"reelwright approve {folder} codebook" in draft.check()
    said = draft.run("audience", folder)
    assert "waiting for a person at the gate: codebook" in said
    assert f"read {folder}/codebook.toml" in said
    assert "audience/all" not in draft.run("status", folder)
    assert "waiting" in draft.run("status", folder)
    assert "approved codebook" in draft.run("approve", folder, "--all", "--note", "read it all")
    assert "is a draft" not in draft.check()
    assert "gate: codebook" not in draft.run("audience", folder)
    assert "read it all" in draft.run("status", folder)


@pytest.mark.longer
def test_a_corrected_codebook_waits_again_and_a_rejected_one_stays_shut(draft):
    folder = str(draft.folder)
    draft.check()
    draft.run("approve", folder, "codebook")
    draft.change("codebook.toml", 'role = "basis"', 'role = "ignore"')
    assert "is a draft" in draft.check()
    assert "gate: codebook" in draft.run("audience", folder)
    assert "correct codebook.toml" in draft.run("reject", folder, "codebook")
    assert "gate: codebook" in draft.run("audience", folder)
    draft.change("codebook.toml", 'role = "ignore"', 'role = "basis"')
    assert "gate: codebook" not in draft.run("audience", folder), "it is as it was approved"


def test_it_waits_as_its_file_says_it_now(draft):
    folder = str(draft.folder)
    draft.run("audience", folder)
    (seen,) = decisions.waiting(folder)
    draft.change("codebook.toml", 'role = "basis"', 'role = "ignore"')
    (now,) = decisions.waiting(folder)
    assert now.version != seen.version
    with pytest.raises(Conflict):
        decisions.approve(folder, ["codebook"], seen={"codebook": seen.version})
    decisions.approve(folder, ["codebook"], seen={"codebook": now.version})
    assert decisions.waiting(folder) == ()


def test_it_is_read_as_its_file_says_it_though_an_older_check_ended_since(draft):
    folder = str(draft.folder)
    draft.run("audience", folder)
    older = load_codebook(draft.folder / "codebook.toml")
    draft.change("codebook.toml", 'role = "basis"', 'role = "ignore"')
    (now,) = decisions.waiting(folder)
    for name in ("codebook", "codebook/codebook"):
        stand(Catalogue(draft.folder / ".reelwright" / "catalogue.db"), older)
        assert items.read(folder, name).version == now.version
    assert decisions.waiting(folder) == (now,)


def test_yes_passes_it_and_notes_that(draft):
    folder = str(draft.folder)
    assert "gate: codebook" not in draft.run("audience", folder, "--yes")
    catalogue = Catalogue(draft.folder / ".reelwright" / "catalogue.db")
    noted = next(d for d in catalogue.decisions() if d.gate == "codebook")
    assert (noted.who, noted.decision) == ("ann", "approve")
    assert noted.note == "passed unseen: make --yes"


def test_the_codebook_is_edited_as_the_file_it_is_and_checked(draft, monkeypatch, tmp_path):
    folder = str(draft.folder)
    draft.check()
    before = (draft.folder / "codebook.toml").read_text(encoding="utf-8")
    for change, code in (("s/^scale = .*/scale = 1/", 1), ('s/^label = .*/label = "Mine"/', 0)):
        monkeypatch.setenv("REELWRIGHT_EDITOR", f"sed -i '{change}'")
        said = draft.run("edit", folder, "codebook", code=code)
        after = (draft.folder / "codebook.toml").read_text(encoding="utf-8")
        assert (after == before) is bool(code)
    assert f"approve {folder} codebook" in said
    assert 'label = "Mine"' in after
    assert draft.leftovers() == []
