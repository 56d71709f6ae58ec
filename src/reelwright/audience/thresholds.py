"""What a segment must be before we call it one. Each threshold stands here once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AudienceThresholds:
    """Shares are 0 to 1; counts are unweighted respondents."""

    max_k: int = 8
    smallest_share: float = 0.05
    smallest_n: int = 50
    usable: float = 0.60
    """Bootstrap Jaccard below which a grouping is refused."""
    stable: float = 0.75
    very_stable: float = 0.85
    sure: float = 0.60
    """Membership probability from which a respondent supports a segment."""
    smallest_cell: int = 10
    """Cells with fewer respondents are shown merged only, and never used."""
    high: int = 120
    low: int = 80
    """Indexes from and to which a cell is called distinctive, 100 being average."""
    false_discoveries: float = 0.05
    starts: int = 24
    bootstraps: int = 40
    per_parameter: float = 3.0
    """Respondents per parameter of four classes from which rating scales are taken as categories;
    with fewer, they are taken as equally spaced measurements."""
    at_most: int = 5_000
    """Respondents drawn for choosing the number of segments and for the bootstrap."""
    agree: float = 0.60
    """Adjusted Rand index under which the two treatments of rating scales disagree."""
    blurred: float = 0.60
    """Relative entropy under which memberships are called blurred."""

    @property
    def least(self) -> int:
        """Respondents under which no groups are looked for: two of the smallest."""
        return 2 * self.smallest_n


THRESHOLDS = AudienceThresholds()
