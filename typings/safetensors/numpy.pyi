from os import PathLike

import numpy as np

def load_file(filename: str | PathLike[str]) -> dict[str, np.ndarray]: ...
