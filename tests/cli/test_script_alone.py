"""A finished script is for everybody: its campaign needs no survey."""

SCRIPT = """# The kettle

## Kitchen

A woman makes tea in the kitchen.

VO: Some mornings start slowly. Music: low strings

## The garden

Two people on a bench in the garden.

> Nobody minds.
"""


def test_a_script_without_a_survey_is_checked_and_made(desk):
    for name in ("survey.csv", "codebook.toml"):
        (desk.folder / name).unlink()
    missing = desk.check(code=1)
    assert "has no survey" in missing
    assert "put a finished script there as script.md" in missing
    desk.write("script.md", SCRIPT)
    said = " ".join(desk.check().split())
    assert "no survey: a script is for everybody" in said
    assert "2 scenes become one film" in said
    assert "“low strings”: music, noises, pauses" in said
    assert "respondents" not in said
    assert "codebook.toml" not in said
    made = desk.run("continuity", str(desk.folder), "--yes")
    assert "survey" not in made
    status = desk.run("status", str(desk.folder))
    assert "everybody--script" in status
    assert "stale" not in status
    assert not (desk.folder / "codebook.toml").exists()
    for name in ("segment/everybody", "brief/everybody--script"):
        # Nobody is asked about these two, and each command says so in the same word.
        listed = next(line for line in status.splitlines() if name in line)
        assert "undecided" in listed
        assert f"{name}, undecided" in desk.run("review", str(desk.folder), name)
        assert f"{name}, undecided" in desk.run("status", str(desk.folder), "--item", name)
    board = desk.run("status", str(desk.folder), "--item", "storyboard/everybody--script")
    assert "Some mornings start slowly." in board
    names = ("segment/everybody", "brief/everybody--script", "storyboard/everybody--script")
    cards = desk.run("review", str(desk.folder), *names)
    assert "Some mornings start slowly." in cards
    assert "Nobody speaks." in cards, "the end card"
    for nonsense in ("respondents", "everyone asked", "weighed", "match", "“”"):
        assert nonsense not in cards
    # What no longer stands is called so wherever it is read.
    desk.write("script.md", SCRIPT.replace("Nobody minds", "Nobody knocks"))
    whole = "storyboard/everybody--script"
    listed = next(x for x in desk.run("status", str(desk.folder)).splitlines() if whole in x)
    assert "stale" in listed
    assert f"{whole}, stale" in desk.run("review", str(desk.folder), whole)
