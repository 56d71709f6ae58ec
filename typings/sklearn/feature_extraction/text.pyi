from collections.abc import Iterable, Sequence

from scipy.sparse import csr_matrix

class TfidfVectorizer:
    vocabulary_: dict[str, int]

    def __init__(
        self,
        *,
        stop_words: Sequence[str],
        token_pattern: str,
        ngram_range: tuple[int, int],
        min_df: int,
        sublinear_tf: bool,
    ) -> None: ...
    def fit_transform(self, raw_documents: Iterable[str]) -> csr_matrix: ...
