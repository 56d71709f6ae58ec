"""An instructional film from a subject base: each step of lesson.csv, shown in its order.

Only pictures of the subject are searched, so that no step shows something from another lesson.
"""

import sys

from sample import make, options, rows, wanted

SUBJECT = "making tea"


def main() -> int:
    given = options(__doc__ or "")
    return make(
        given,
        f"lesson {SUBJECT}",
        (
            wanted(given, r["show"], r["camera"], {"subject": (SUBJECT,)}, f"step {r['step']}")
            for r in rows("lesson.csv")
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
