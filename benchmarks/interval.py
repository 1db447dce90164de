"""How far a share measured on few cases can be trusted."""

from math import sqrt


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Return the 95% interval of a share of `hits` in `of` (Wilson's score interval); 0 to 1 for none."""
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    middle = share + z * z / (2 * of)
    scale = 1 + z * z / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def row(name: str, hits: int, of: int) -> str:
    """Return a line that names `hits` of `of`, their share and its 95% interval, in percent."""
    low, high = wilson(hits, of)
    share = 100 * hits / max(of, 1)
    return f"{name:52} {hits:5} of {of:5}  {share:5.1f}%  ({100 * low:.1f}–{100 * high:.1f})"
