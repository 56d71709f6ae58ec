import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.graphics.fonts import BUNDLED, bundled_files, read_face


def test_a_face_is_named_as_typst_selects_it(fernhill):
    fonts = fernhill / "brand" / "fonts"
    assert read_face(fonts / "Fraunces-SemiBold.ttf") == ("Fraunces", 600, False)
    assert read_face(fonts / "Figtree-Regular.ttf") == ("Figtree", 400, False)


@pytest.mark.parametrize("content", [b"", b"not a font at all", b"\0\1\0\0" + bytes(60)])
def test_a_font_that_is_no_font_is_refused_by_name(tmp_path, content):
    path = tmp_path / "brand.ttf"
    path.write_bytes(content)
    with pytest.raises(InvalidIntake, match=r"brand\.ttf"):
        read_face(path)


def test_a_truncated_font_is_refused_by_name(tmp_path):
    whole = bundled_files()[0].read_bytes()
    for share in (0.02, 0.3):
        path = tmp_path / "cut.ttf"
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(InvalidIntake, match=r"cut\.ttf"):
            read_face(path)


def test_a_web_font_is_refused_with_the_next_act(tmp_path):
    path = tmp_path / "brand.woff2"
    path.write_bytes(b"wOF2")
    with pytest.raises(InvalidIntake, match="convert"):
        read_face(path)


def test_every_bundled_face_is_readable_and_small_and_has_its_licence():
    faces = sorted(BUNDLED.glob("*.ttf"))
    assert len(faces) >= 10
    for path in faces:
        family, _, _ = read_face(path)
        assert path.stat().st_size < 2 * 1024 * 1024
        licence = BUNDLED / f"OFL-{family.replace(' ', '')}.txt"
        assert "SIL Open Font License" in licence.read_text(encoding="utf-8")
