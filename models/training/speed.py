"""How fast a core of this machine computes, measured once, in a few thousandths of a second."""

import time
from functools import cache

SIDE = 128
TIMES = 40


@cache
def measure_core() -> float:
    """Return the operations a second of one core in a product of two matrices of 32-bit floats.

    The best of some times counts: whatever else runs beside takes none of that one's time.
    """
    import numpy as np
    from threadpoolctl import threadpool_limits

    one = np.ones((SIDE, SIDE), np.float32)
    best_s = float("inf")
    with threadpool_limits(1):
        for _ in range(TIMES):
            began_s = time.perf_counter()
            one @ one
            best_s = min(best_s, time.perf_counter() - began_s)
    return 2 * SIDE**3 / best_s
