class _Normal:
    def sf(self, x: float) -> float: ...

norm: _Normal
