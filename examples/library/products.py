"""Advertising by demographics and product features: a film for each row of products.csv.

Both filters must hold: a picture that shows the feature, vetted for this audience.
"""

import sys

from sample import make, options, rows, wanted


def main() -> int:
    given = options(__doc__ or "")
    return make(
        given,
        "products",
        (
            wanted(
                given,
                r["show"],
                r["camera"],
                {"demographic": (r["demographic"],), "feature": (r["feature"],)},
                f"{r['product']}, for {r['demographic']}",
            )
            for r in rows("products.csv")
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
