"""What a database's own errors are told as: the thing, the cause, the next act."""

ACTS: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = (
    (("53100",), ("is full", "no space"), "free some space"),
    (
        ("25006", "42501"),
        ("readonly", "read-only", "permission denied", "unable to open"),
        "let it be written to",
    ),
    (("55P03",), ("is locked",), "stop the other program that holds it"),
    ((), ("not a database", "malformed"), "put a copy in its place, for its bytes are damaged"),
    (
        ("28",),
        ("password", "authentication failed"),
        "correct the name and password in REELWRIGHT_DATABASE_URL",
    ),
    (
        ("08", "3D", "57P"),
        ("connect", "does not exist", "resolve", "timeout", "timed out"),
        "start it, create the database, or correct REELWRIGHT_DATABASE_URL",
    ),
)
"""How PostgreSQL's states begin, what drivers say, and what a person does then."""


def told(what: str, place: str, problem: Exception) -> str:
    """A message about a database at a place; it shows no password and no value that was given."""
    cause = getattr(problem, "orig", None) or problem
    # PostgreSQL tells more in further fields: the statement, and values that it was given.
    first = getattr(getattr(cause, "diag", None), "message_primary", None)
    why = " ".join(str(first or cause).split())[:300] or type(cause).__name__
    state = getattr(cause, "sqlstate", None) or ""
    act = next(
        (
            act
            for states, words, act in ACTS
            if state.startswith(states or ("none",)) or any(w in why.lower() for w in words)
        ),
        "free some space or stop the other program that holds it",
    )
    return (
        f"{what} {place} could not be read or written: {why}; {act}, then run the same command "
        "again"
    )
