"""What no voice can say is told by `check`, with its field and what to do."""


def test_check_names_lines_that_no_voice_can_read(desk):
    desk.change(
        "campaign.toml", 'spoken = "Book a free first', 'spoken = "Book 春野 first, a free first'
    )
    said = " ".join(desk.check().split())
    assert "campaign.toml: call.spoken: espeak cannot read '春野': " in said
    assert "record the line yourself" in said
