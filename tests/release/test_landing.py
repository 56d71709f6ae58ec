"""Landing pages of the kit: the composer, the kit's types, the bounds of a build, and the gates."""

import json
import shutil
from itertools import pairwise

import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.backends import node
from reelwright.backends.node import packages, run_script
from reelwright.domain.landing import LandingPage
from reelwright.release.landing.agent import REPAIRS, Checkup, make_page
from reelwright.release.landing.bank import let_in, own_line, unlet
from reelwright.release.landing.compose import compose, relieved
from reelwright.release.landing.gates import pass_gates
from reelwright.release.landing.project import INDEX, KIT, build_project, source_of, write_project

from servers.pages import served
from values import landing as of
from values import release_campaign as rc

KINDS = ("hero", "worries", "proof", "offer", "moment", "questions", "call", "footer")


@pytest.fixture
def about(assets):
    return of.given(assets)


@pytest.fixture
def told(about, assets):
    """Everything that a page may say, with four stills."""
    return of.facts(about, [of.still(assets, name) for name in of.SCENES])


def kinds(design):
    return [b.kind for b in design.blocks]


# -- the composer ------------------------------------------------------------------------------


def needing(about, group, *texts, **changes):
    """The same film for people of one kind of need."""
    traits = tuple(
        rc.segment().traits[1].model_copy(update={"id": f"t{n}", "group": group, "text": text})
        for n, text in enumerate(texts)
    )
    segment = rc.segment().model_copy(update={"traits": traits})
    return of.given(None, campaign=about.campaign, segment=segment, **changes)


@pytest.mark.proves("S0-61")
def test_a_page_begins_with_what_its_segment_needs(about, told):
    stills = told[0].stills

    def page(whose):
        return compose(whose, of.facts(whose, stills)[0], "tall")

    fearing = page(needing(about, "pain points", "worry about strangers", "sit waiting"))
    weighing = page(needing(about, "decision factors", "ask what the cost is", "fear commitment"))
    doubting = page(needing(about, "decision factors", "want continuity", "need trust"))
    hoping = page(needing(about, "motivations", "want to know how the visit went"))
    second = [kinds(p.design)[1] for p in (fearing, weighing, doubting, hoping)]
    assert second == ["worries", "offer", "proof", "gallery"]
    assert len({tuple(kinds(p.design)) for p in (fearing, weighing, doubting, hoping)}) == 4
    assert len({p.why for p in (fearing, weighing, doubting, hoping)}) == 4
    assert doubting.design.blocks[1].layout == "lead"


def test_no_picture_stands_twice_and_no_neighbours_stand_on_one_ground(about, told):
    for group in ("pain points", "motivations", "decision factors"):
        whose = needing(about, group, "worry about strangers", "want to know how the visit went")
        design = compose(whose, told[0], "tall").design
        shown = [
            p["still"]
            for b in design.blocks
            for p in [b.model_dump().get("picture"), *b.model_dump().get("pictures", ())]
            if p
        ]
        assert len(shown) == len(set(shown))
        grounds = [b.ground for b in design.blocks[:-1]]
        assert not [pair for pair in pairwise(grounds) if pair[0] == pair[1]]


def test_words_stand_under_every_picture_of_a_row_or_under_none(about, told):
    def row(*heads):
        scenes = tuple(
            s.model_copy(update={"text": s.text.model_copy(update={"head": head})})
            for s, head in zip(rc.storyboard().scenes, heads, strict=True)
        )
        board = rc.storyboard().model_copy(update={"scenes": scenes})
        hoping = needing(about, "motivations", "want to know how the visit went", board=board)
        design = compose(hoping, of.facts(hoping, told[0].stills)[0], "tall").design
        gallery = next(b for b in design.blocks if b.kind == "gallery")
        return [p.still for p in gallery.pictures], [p.says for p in gallery.pictures]

    worded = row("A key", "A new face", "Same carer", "Book now")
    assert worded == (["s2", "s3"], ["scene.s2.head", "scene.s3.head"])
    assert row("A key", "", "Same carer", "Book now") == (["s2", "s3", "s4"], [None] * 3)


def test_pace_and_mood_of_the_film_are_the_look_of_its_page(about, told):
    def look(**feel):
        board = rc.storyboard().model_copy(update=feel)
        return compose(of.given(None, campaign=about.campaign, board=board), *told[:1], "tall")

    assert look(pace="calm", mood="tender").design.look.model_dump() == {
        "voice": "calm",
        "space": "airy",
        "corners": "round",
    }
    assert look(pace="brisk", mood="driving").design.look.model_dump() == {
        "voice": "bold",
        "space": "close",
        "corners": "square",
    }


def test_a_repair_leaves_less_each_time_and_never_the_condition(about, told):
    facts, heads = told
    whole = compose(about, facts, "tall").design
    sizes = [len(relieved(whole, facts, heads, n).blocks) for n in (1, 2, 3)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < len(whole.blocks)
    bare = relieved(whole, facts, heads, 3)
    offer = next(b for b in bare.blocks if b.kind == "offer")
    assert (offer.condition, offer.told) == ("first-visit.terms", True)


# -- what it may say ---------------------------------------------------------------------------


def test_words_of_ones_own_pass_the_gates_of_every_page(about, told):
    facts, id = own_line(about, told[0], "The same face at the door")
    assert facts.lines[id] == "The same face at the door"
    for text, why in (
        ("We are there 97 days a year.", "97"),
        ("We guarantee it.", "guarantee"),
        ("For people who are 45 to 60.", "who they are"),
    ):
        with pytest.raises(ValueError, match=why):
            own_line(about, told[0], text)


def test_what_a_person_wrote_into_a_page_is_held_to_the_facts_at_its_exit(about, told):
    design = compose(about, told[0], "tall").design
    page = LandingPage(id="f", design=design, facts=told[0], why="")
    assert unlet(about, page) == ()
    offer = told[0].offers["first-visit"].model_copy(update={"price": "Free for ever"})
    changed = told[0].model_copy(
        update={
            "lines": {**told[0].lines, "own.x": "97 of 100 stay"},
            "offers": {"first-visit": offer},
            "proofs": {"same-carer": ("Always the same carer.", "We say so.")},
            "call_link": "https://elsewhere.example/",
        }
    )
    found = " ".join(unlet(about, page.model_copy(update={"facts": changed})))
    for part in ("97", "offer first-visit", "claim same-carer", "leads elsewhere"):
        assert part in found


# -- the kit -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(page_tools, tmp_path_factory):
    """A folder and its store for pages that are built once for this file's tests."""
    from makers.folder_assets import FolderAssets

    folder = tmp_path_factory.mktemp("pages")
    return folder, FolderAssets(folder / "assets")


@pytest.fixture(scope="module")
def page(home, page_tools):
    """The composed page of the tests' film, built: (build, its facts, its site)."""
    folder, assets = home
    about = of.given(assets)
    facts, _ = of.facts(about, [of.still(assets, name) for name in of.SCENES])
    site = of.site(assets, folder, page_tools)
    design = compose(about, facts, "tall").design
    made = build_project(folder / "page", {INDEX: source_of(design)}, facts, site)
    return made, facts, site, design


@pytest.mark.longer
@pytest.mark.proves("S0-61")
def test_a_page_is_built_of_its_source_and_comes_back_as_it_was(page, tmp_path):
    made, facts, site, design = page
    assert made.findings == ()
    assert made.design == design
    html = (made.folder / "index.html").read_text("utf-8")
    assert "<script" not in html
    assert " style=" not in html
    assert "default-src &#39;none&#39;" in html
    again = build_project(tmp_path / "again", {INDEX: source_of(design)}, facts, site)
    files = [
        {p.relative_to(f).as_posix(): p.read_bytes() for p in f.rglob("*") if p.is_file()}
        for f in (made.folder, again.folder)
    ]
    assert files[0] == files[1]


WRONG = """import { call, footer, hero, offer, page, proof } from "../kit/index.js";

export default page({
  title: "title",
  description: "description",
  look: { voice: "plain", space: "airy", corners: "round" },
  blocks: [
    hero({ head: "head", lead: "a lead that nobody wrote", layout: "beside" }),
    proof({ head: "proof", facts: ["best-in-town"], layout: "list", picture: { still: "s2" } }),
    offer({ offer: "first-visit", told: true }),
    offer({ offer: "first-visit", condition: null, told: true }),
    call({ head: "closing", picture: { still: "s9", alt: "alt.s2" } }),
    footer(),
  ],
});
"""


@pytest.mark.proves("S0-61")
def test_a_page_that_cannot_be_right_does_not_compile(page, tmp_path):
    _, facts, site, _ = page
    made = build_project(tmp_path / "wrong", {INDEX: WRONG}, facts, site)
    assert made.design is None
    found = {int(line.split("(")[1].split(",")[0]): line for line in made.findings if "(" in line}
    assert "a lead that nobody wrote" in found[8]
    assert any("best-in-town" in f for f in made.findings)
    assert any("alt" in f and "missing" in f for f in made.findings)
    assert "condition" in found[10]
    assert "null" in found[11]
    assert "s9" in found[12]
    assert str(tmp_path) not in " ".join(made.findings)


HOSTILE = {
    "built-in": 'import { readFileSync } from "node:fs";\nexport default page({});',
    "package": 'import ts from "typescript";',
    "outside": 'import { facts } from "../facts.js";',
    "called": 'export default fetch("https://example.com");',
    "evaluated": 'export const a = eval("1");',
    "global": "export const a = globalThis.process;",
    "function": "export const a = () => 1;",
    "made": 'export const a = new Function("return 1")();',
    "template": "export const a = `${1}`;",
    "cast": 'import { hero } from "../kit/index.js";\nexport const a = hero({} as any);',
    "silenced": "// @ts-nocheck\nexport const a = 1;",
    "dynamic": 'export const a = import("node:fs");',
    "inherited": 'export const a = { __proto__: "x" };',
    "loop": "while (true) {}",
    "tagged": 'import { hero } from "../kit/index.js";\nexport const a = hero`x`;',
    "read": 'import { hero } from "../kit/index.js";\nexport const a = hero["constructor"];',
}


def test_a_source_is_data_and_nothing_else_is_run(page_tools, tmp_path):
    shutil.copytree(KIT, tmp_path / "p")
    (tmp_path / "p/src/pages").mkdir()
    (tmp_path / "p/node_modules").symlink_to(packages(KIT, page_tools).resolve())
    for name, source in HOSTILE.items():
        (tmp_path / "p/src/pages" / f"{name}.ts").write_text(source, "utf-8")
    code, said = run_script(tmp_path / "p/tools/allowed.js", cwd=tmp_path / "p")
    assert code == 1
    assert [name for name in HOSTILE if f"src/pages/{name}.ts(" not in said] == []


@pytest.mark.parametrize(
    "path", ["src/kit/index.ts", "../x.ts", "/etc/x.ts", "src/pages/../kit/a.ts", "src/pages/a.js"]
)
def test_nothing_is_written_outside_of_the_pages(assets, told, tmp_path, path):
    site = of.site(assets, tmp_path, tmp_path)
    found = write_project(tmp_path / "p", {INDEX: "", path: "x"}, told[0], site)
    assert path in found[0]
    assert not (tmp_path / "p").exists()


REACHING = """
import net from "node:net"; import fs from "node:fs";
const tried = [];
const [reads, writes, port] = process.argv.slice(2);
for (const act of [() => fs.readFileSync(reads), () => fs.writeFileSync(writes, "x")])
  try { act(); tried.push("done"); } catch (e) { tried.push(e.code); }
const socket = net.connect(Number(port), "127.0.0.1");
const end = told => {
  console.log(JSON.stringify([[...tried, told], process.env.SECRET ?? null]));
  process.exit();
};
socket.on("error", e => end(e.code));
socket.on("connect", () => end("connected"));
"""


def test_what_builds_a_page_sees_no_secrets_no_files_and_no_network(
    page_tools, tmp_path, monkeypatch
):
    monkeypatch.setenv("SECRET", "a key")
    (tmp_path / "in").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "in/try.mjs").write_text(REACHING)
    with served(tmp_path) as where:
        words = (str(tmp_path / "secret"), str(tmp_path / "new"), where.rpartition(":")[2])
        code, said = run_script(tmp_path / "in/try.mjs", words, cwd=tmp_path / "in")
    assert code == 0, said
    tried, secret = json.loads(said)
    assert secret is None
    assert tried[:2] == ["ERR_ACCESS_DENIED", "ERR_ACCESS_DENIED"]
    if node._sealed():
        assert tried[2] != "connected"


# -- the gates ---------------------------------------------------------------------------------


@pytest.mark.proves("S0-61")
def test_a_composed_page_passes_every_gate_at_every_width(page):
    made, facts, site, _ = page
    found = pass_gates(made.folder, facts, site)
    assert found.findings == ()
    assert found.weight < 40_000
    assert [shot[:4] for shot in found.shots.values()] == [b"\x89PNG"] * 3


SPOILT = """<section><h1>Nobody let this out</h1><img src="https://example.com/x.png">
<p id="wide">Wide</p><a href="https://elsewhere.example/">x</a>
<p class="faint">A door</p><img src="media/none.jpg" alt="Two mugs"></section>"""


@pytest.mark.proves("S0-61")
def test_each_gate_stops_what_it_is_for(page, tmp_path):
    made, facts, site, _ = page
    shutil.copytree(made.folder, tmp_path / "dist")
    index, css = tmp_path / "dist/index.html", tmp_path / "dist/page.css"
    html = index.read_text("utf-8").replace("</main>", f"{SPOILT}</main>")
    index.write_text(html.replace("</body>", "<script>1</script></body>"), "utf-8")
    rules = "#wide { width: 50rem } .faint { color: #fafafa }"
    css.write_text(css.read_text("utf-8") + rules + " " * 100_000, "utf-8")
    found = "\n".join(pass_gates(tmp_path / "dist", facts, site).findings)
    for part in (
        "nobody let this text out: “Nobody let this out”",
        "https://elsewhere.example/ is not the campaign's",
        "over 100000",
        "at 320 pixels the browser says: ",
        "scroll sideways",
        "over the edge: “Wide”",
        "too small to touch: “x”",
        "not one headline",
        "media/none.jpg, which is not its own",
        "the page has a script",
        "axe finds color-contrast",
        "axe finds image-alt",
    ):
        assert part in found, part


# -- the agent ---------------------------------------------------------------------------------


def looked_at(folder, site):
    """The check of a page in its short form: what compiles passes, and what is known does not."""
    tries = []

    def check(pages, facts):
        tries.append(dict(pages))
        if pages[INDEX] == WRONG:
            return Checkup(("there is no proof best-in-town",), None)
        made = build_project(folder / str(len(tries)), pages, facts, site)
        return Checkup(made.findings, made.design)

    return check, tries


def writing(*turns):
    """A model that gives these acts, turn by turn, and keeps what it was asked."""
    asked = []

    def answer(messages, info):
        said = messages[0].parts[-1].content
        asked.append(said if isinstance(said, str) else said[0])
        acts = turns[min(len(asked), len(turns)) - 1]
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"acts": acts})])

    return FunctionModel(answer, model_name="writer"), asked


@pytest.mark.proves("S0-61")
def test_a_model_takes_stills_chooses_words_writes_and_mends_what_the_check_found(page, tmp_path):
    _, _, site, _ = page
    about = of.given(site.assets)
    good = WRONG.replace("a lead that nobody wrote", "lead").replace("best-in-town", "same-carer")
    good = good.replace('{ still: "s2" }', '{ still: "s2", alt: "alt.s2" }')
    good = good.replace('head: "proof"', 'head: "word.proof"')
    good = good.replace('    offer({ offer: "first-visit", told: true }),\n', "")
    good = good.replace("condition: null", 'condition: "first-visit.terms"').replace("s9", "s1-60")
    model, asked = writing(
        [
            {"act": "screenshot", "scene": "s2"},
            {"act": "screenshot", "at": 2.0},
            {"act": "screenshot", "scene": "s7"},
            {"act": "copy", "need": "worries"},
            {"act": "copy", "need": "own", "words": "97 of 100 stay"},
        ],
        [{"act": "write", "files": {INDEX: WRONG}}, {"act": "check"}],
        [{"act": "write", "files": {INDEX: good}}, {"act": "check"}],
    )
    check, tries = looked_at(tmp_path, site)
    made = make_page(of.desk(about), of.Shots(site.assets), check, id="f", model=model)
    assert (made.failed, made.repairs, len(tries)) == ((), 1, 2)
    assert kinds(made.design) == ["hero", "proof", "offer", "call", "footer"]
    assert [s.name for s in made.facts.stills] == ["s2", "s1-60"]
    assert "there is no scene 's7'" in asked[1]
    assert "97 of 100 stay” may not stand" in asked[1]
    assert "own." not in "".join(made.facts.lines)
    assert "best-in-town" in asked[2].partition("<happened>")[2]
    assert "interface Offer" in asked[0]


@pytest.mark.proves("S0-61")
def test_after_three_repairs_the_plain_page_stays_and_the_reason_is_told(about, assets):
    model, asked = writing([{"act": "write", "files": {INDEX: "x"}}, {"act": "check"}])
    tries = []

    def check(pages, facts):
        tries.append(pages)
        return Checkup((f"fault {len(tries)}",), None)

    made = make_page(of.desk(about), of.Shots(assets), check, id="f", model=model)
    assert len(tries) == 1 + REPAIRS
    assert (made.repairs, made.failed) == (REPAIRS, ("fault 4",))
    assert "fault 3" in asked[3]


def test_the_composer_works_through_the_same_acts_and_repairs(about, assets):
    seen = []

    def check(pages, facts):
        seen.append(pages[INDEX])
        return Checkup(("at 320 pixels this is cut off: “x”",) if len(seen) < 3 else (), None)

    made = make_page(of.desk(about), of.Shots(assets), check, id="f")
    assert (made.failed, made.repairs, made.origin.maker) == ((), 2, "offline")
    assert len(set(seen)) == 3
    assert len(made.facts.stills) == 4


def test_lines_that_may_not_leave_are_not_there_to_be_chosen(about, told):
    assert [id for id, said in told[0].lines.items() if let_in(about, said)] == []
