"""How likely a count is: the tails of a negative binomial, which is a Poisson whose rate is uneven itself."""

from math import exp, lgamma, log, log1p

_MOST_EVEN = 1e5  # above this size the distribution is a Poisson's for all we need
_STEPS = 600
_TINY = 1e-300
_ENOUGH = 1e-10


def tails(count: int, mean: float, variance: float) -> tuple[float, float]:
    """P(at most `count`), P(at least `count`), each counting `count` itself by half (the mid-p)."""
    size = min(mean * mean / max(variance - mean, mean * mean / _MOST_EVEN), _MOST_EVEN)
    chance = size / (size + mean)
    below = _share(size, count, chance) if count else 0.0
    exactly = exp(lgamma(size + count) - lgamma(size) - lgamma(count + 1) + size * log(chance) + count * log1p(-chance))
    return min(below + exactly / 2, 1.0), min(max(1.0 - below - exactly / 2, 0.0), 1.0)


def _share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by its continued fraction."""
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1.0 / _nonzero(1 - (a + b) * x / (a + 1))
    value = d
    for step in range(1, _STEPS):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            d = 1.0 / _nonzero(1 + term * d)
            c = _nonzero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < _ENOUGH:
            break
    return value


def _nonzero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def discoveries(chances: list[float], share: float) -> list[bool]:
    """Which of these p-values are discoveries with at most `share` false among them (Benjamini, Hochberg 1995)."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    passed = [rank for rank, at in enumerate(order, 1) if chances[at] <= share * rank / len(chances)]
    last = max(passed, default=0)
    found = set(order[:last])
    return [at in found for at in range(len(chances))]
