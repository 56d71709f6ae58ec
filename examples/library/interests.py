"""Films for people's own interests: the same base, filtered by what each person likes.

Whose interests no picture shows gets no film and a reason, never a film of something else.
"""

import sys

from sample import listed, make, options, rows, wanted


def main() -> int:
    given = options(__doc__ or "")
    return make(
        given,
        "interests",
        (
            wanted(given, r["show"], r["camera"], {"interest": listed(r["interests"])}, r["name"])
            for r in rows("people.csv")
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
