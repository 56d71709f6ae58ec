"""`reelwright mcp`: the facade as tools for the language model that began this process."""

from ..domain.errors import Missing


def command() -> None:
    """Serve campaigns, films and decisions as tools (Model Context Protocol) to who began this."""
    try:
        from ..service.tools import serve_process
    except ModuleNotFoundError as problem:
        raise Missing(f"tools need {problem.name}: pip install 'reelwright[service]'") from problem
    serve_process()
