"""One prompt file an ask: Markdown in which $name stands for a field."""

import string
from importlib.resources import files


def render(name: str, **fields: str) -> str:
    """The prompt prompts/<name>.md with its fields filled in.

    Raises KeyError for a field that the file names and nobody gave. Outside text has to be fenced
    before it gets here; a $ in it stays as it is.
    """
    template = files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8")
    return string.Template(template).substitute(fields)
