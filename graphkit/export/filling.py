"""Places for the nodes beyond the start view: each near its neighbours and away from what is close."""

from collections import deque
from collections.abc import Sequence
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Pairs = NDArray[np.int64]

ROUNDS = 60
GOLDEN = pi * (3 - sqrt(5))


def filled(points: "Points", around: Sequence[Sequence[int]], core: Sequence[int], step: float) -> "Points":
    """The others around the core, which stays; `step` is the distance to keep."""
    import numpy as np

    count = len(around)
    fixed = np.zeros(count, dtype=bool)
    fixed[core] = True
    attach(points, around, fixed.tolist(), step)
    pairs = np.array([(a, b) for a in range(count) for b in around[a] if a < b], dtype=np.int64)
    degree = np.maximum(1, np.array([len(others) for others in around], dtype=float))
    free = ~fixed
    for turn in range(ROUNDS):
        limit = step * (1.5 - 1.2 * turn / ROUNDS)
        force = repulsion(points, step) + attraction(points, pairs, degree)
        length = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        points[free] += (force / length * np.minimum(length, limit))[free]
    return points


def attach(points: "Points", around: Sequence[Sequence[int]], placed: list[bool], step: float) -> None:
    """A first place for each other node: beside the mean of the neighbours that have one."""
    queue = deque(node for node, has in enumerate(placed) if has)
    turn = 0
    while queue:
        for other in around[queue.popleft()]:
            if placed[other]:
                continue
            near = [points[n] for n in around[other] if placed[n]]
            turn += 1
            angle, reach = turn * GOLDEN, step * (1 + turn % 7) / len(near)
            x, y = sum(p[0] for p in near) / len(near), sum(p[1] for p in near) / len(near)
            points[other] = (x + reach * cos(angle), y + reach * sin(angle))
            placed[other] = True
            queue.append(other)


def attraction(points: "Points", pairs: "Pairs", degree: "Points") -> "Points":
    """The pull of each edge on its two ends, as a mean over the edges of the node."""
    import numpy as np

    start, end = pairs[:, 0], pairs[:, 1]
    force = np.zeros_like(points)
    for axis in (0, 1):
        gap = points[end, axis] - points[start, axis]
        count = len(points)
        pull = np.bincount(start, gap, count) - np.bincount(end, gap, count)
        force[:, axis] = 0.5 * pull / degree
    return force


def repulsion(points: "Points", step: float) -> "Points":
    """The push of the nodes in the same and the eight next cells of a grid, each cell taken as one body."""
    import numpy as np

    cell = np.floor(points / (2 * step)).astype(np.int64)
    cell -= cell.min(axis=0) - 1
    wide = int(cell[:, 0].max()) + 2
    key = cell[:, 1] * wide + cell[:, 0]
    names, where = np.unique(key, return_inverse=True)
    mass = np.bincount(where).astype(float)
    middle = np.stack([np.bincount(where, points[:, axis]) / mass for axis in (0, 1)], axis=1)
    force = np.zeros_like(points)
    for shift in (-wide - 1, -wide, -wide + 1, -1, 0, 1, wide - 1, wide, wide + 1):
        near = np.minimum(np.searchsorted(names, key + shift), len(names) - 1)
        there = (names[near] == key + shift).astype(float) * mass[near]
        gap = points - middle[near]
        force += gap * (there * step * step / ((gap**2).sum(axis=1) + 0.05 * step * step))[:, None]
    return force * 0.15
