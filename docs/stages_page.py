"""docs/stages.md, read off the declarations of the stages."""

from reelwright.workflow.build.stage import FromName, Input, On, Reads, Stage, Which
from reelwright.workflow.campaign.stages import STAGES

HEAD = """\
# Stages

A campaign is built stage by stage. Each is declared once, in
`src/reelwright/workflow/campaign/*_stages.py`; the keys of results, `status`, progress, the
fingerprint of a run and this page (`make docs`) follow from the declaration. A result is made anew
when an input in its table changes, and only then.

| stage | one for each | step | gate | text model | version |
| --- | --- | --- | --- | --- | --- |
"""


def stages_page() -> str:
    """The table of all stages, and the inputs of each."""
    rows = [
        f"| {_name(s)} | `{s.item}` | {s.step} | {s.gate or ''} | {s.job or ''} | {s.version} |\n"
        for s in STAGES.all
    ]
    return HEAD + "".join(rows) + "".join(_one(s) for s in STAGES.all if s.inputs)


def _name(stage: Stage) -> str:
    return f"{stage.name} ({stage.called})" if stage.called else stage.name


def _one(stage: Stage) -> str:
    rows = [f"| {i.key or i.name} | {_source(i)} |\n" for i in stage.inputs]
    return f"\n## {_name(stage)}\n\n| input | from |\n| --- | --- |\n" + "".join(rows)


def _source(one: Input) -> str:
    source = one.source
    if isinstance(source, On):
        said = f"{source.stage}: {source.part}" if source.part else f"{source.stage}"
    elif isinstance(source, Which):
        said = f"which item it is: {source.what}"
    elif isinstance(source, Reads):
        said = source.what
    else:
        assert isinstance(source, FromName)
        said = f"{source.what}; follows from the name, not in the key"
    return said + ("; left out where nobody set it" if one.optional else "")
