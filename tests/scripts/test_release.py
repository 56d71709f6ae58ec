"""What keeps a checkout from being released."""

import runpy
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
release = SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / "release.py")))


@pytest.fixture
def checkout(tmp_path):
    """A small committed checkout, ready to be released as 1.2.0."""
    package = tmp_path / "src" / "reelwright"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""It."""\n\n__version__ = "1.2.0"\n', encoding="utf-8")
    write(tmp_path, "# Changelog\n\n## 1.2.0, 1 December\n\n- All of it.\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Begin")
    return tmp_path


def git(folder, *words):
    named = ("-c", "user.name=ann", "-c", "user.email=ann@example.com")
    subprocess.run(["git", "-C", str(folder), *named, *words], check=True)


def write(folder, changes):
    (folder / "CHANGELOG.md").write_text(changes, encoding="utf-8")


def test_a_checkout_that_is_ready_passes(checkout):
    assert release.version_of(checkout) == "1.2.0"
    release.check_tree(checkout)
    release.check_changelog(checkout, "1.2.0")
    release.check_tag(checkout, "1.2.0")


def test_a_change_that_no_commit_holds_is_named(checkout):
    (checkout / "new.txt").write_text("x", encoding="utf-8")
    with pytest.raises(release.NotReady, match=r"new\.txt"):
        release.check_tree(checkout)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("## Unreleased\n\n- A thing.\n", "no section for this version"),
        ("## 1.2.0, 1 December\n\n## 1.1.0, 1 May\n\n- Old.\n", "is empty"),
        ("## Unreleased\n\n- New.\n\n## 1.2.0, 1 December\n\n- All.\n", 'under "Unreleased"'),
    ],
)
def test_a_changelog_that_lacks_the_version_or_its_changes_is_refused(checkout, changes, said):
    write(checkout, changes)
    with pytest.raises(release.NotReady, match=said):
        release.check_changelog(checkout, "1.2.0")


def test_a_version_is_released_once(checkout):
    git(checkout, "tag", "v1.2.0")
    with pytest.raises(release.NotReady, match=r"v1\.2\.0 is tagged already"):
        release.check_tag(checkout, "1.2.0")


def test_an_empty_address_is_left_out_of_the_package():
    hook = runpy.run_path(str(ROOT / "scripts" / "project_urls.py"))
    assert hook["filled"]({"Source": " ", "Issues": "https://example.com/it"}) == {
        "Issues": "https://example.com/it"
    }
