"""Where the vectors and words of pictures are kept and found again."""
