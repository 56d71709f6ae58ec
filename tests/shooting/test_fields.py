from reelwright.media.pictures.svg import layers_of, render_svg, vet_svg
from reelwright.shooting.fields import colours_of, field_svg


def test_a_field_is_a_drawing_with_layers_that_the_camera_may_film(tmp_path):
    path = tmp_path / "field.svg"
    path.write_bytes(field_svg("a kayak on a lake", width=960, height=540, seed=1))
    vet_svg(path)
    assert layers_of(path) == ("layer-sky", "layer-far", "layer-mid", "layer-near")
    seen = render_svg(path, width=96)
    assert (seen[..., 3] == 255).all()


def test_words_lend_it_their_colours_and_a_seed_stands_in_where_there_are_none():
    assert colours_of("red shoes in the snow", 1)[:2] == ("#c8342f", "#e9eff4")
    assert len(colours_of("leather", 1)) == len(colours_of("sky sea snow fire", 1)) == 3
    assert colours_of("leather", 1) != colours_of("leather", 2)
    assert field_svg("x", width=640, height=360, seed=1) == field_svg(
        "x", width=640, height=360, seed=1
    )


def test_pale_type_can_be_read_on_every_field(tmp_path):
    for words in ("white snow", "yellow lemon", "black night", "leather", "blue sky"):
        path = tmp_path / "field.svg"
        path.write_bytes(field_svg(words, width=640, height=360, seed=3))
        seen = render_svg(path, width=64)[..., :3].astype(float) / 255
        linear = ((seen + 0.055) / 1.055) ** 2.4
        light = (linear * [0.2126, 0.7152, 0.0722]).sum(-1)
        assert 1.05 / (light.mean() + 0.05) > 4.5, words
