"""What no voice can say and no font can set is told by `check`, with its field and what to do."""


def test_check_names_lines_that_no_voice_can_read(desk):
    desk.change(
        "campaign.toml", 'spoken = "Book a free first', 'spoken = "Book 春野 first, a free first'
    )
    said = " ".join(desk.check().split())
    assert "campaign.toml: call.spoken: espeak cannot read '春野': " in said
    assert "record the line yourself" in said


def test_check_names_letters_and_emoji_that_no_font_has_with_file_and_field(desk):
    desk.change("campaign.toml", 'text = "Book a free visit"', 'text = "Book 🎉 a free visit"')
    desk.change("brand.toml", 'tagline = "', 'tagline = "กข ')
    said = " ".join(desk.check(code=1).split())
    assert "brand.toml: tagline: no font has the Thai letter 'ก' (U+0E01), the Thai letter" in said
    assert "campaign.toml: call.text: no font has the emoji '🎉' (U+1F389); leave it out" in said


def test_check_names_a_logo_that_no_ground_shows_whole(desk):
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
        '<circle cx="50" cy="54" r="40" fill="#e6e2d4"/>'
        '<path d="M110 20h180v72h-180z" fill="#8a8a84"/>'
        '<path d="M5 2h290v9h-290z" fill="#2b2b2b"/></svg>'
    )
    desk.write("brand/logo.svg", drawing)
    desk.write("brand/logo-reversed.svg", drawing)
    said = " ".join(desk.check().split())
    assert "brand.toml: logo: its darkest and its lightest parts are not seen together" in said
