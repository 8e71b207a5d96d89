"""Where each node stands: positions computed before the page is written. Nothing about drawing lives here.

The most connected nodes are laid out by stress majorisation (Gansner, Koren and North 2004, in its local form), which
is what the start view shows; the others find their place around these by attraction and local repulsion. There is no
random number, and the positions are whole numbers.
"""

from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from graphkit.export.filling import filled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

CORE = 120  # nodes in the start view: above about 150 the labels of a news graph no longer fit one screen
EDGE = 150.0  # length of an edge in the start view, in the page's units: about one label
STILL = 0.1  # in the same units: nothing that an eye would see


def positions(labels: Sequence[str], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A place for each node. Connected parts have nothing to do with each other: each has its middle at zero.

    Nodes are numbered in order of importance (see `html_data.ranked`), and `labels` says how wide each one is.
    """
    neighbours = adjacency(len(labels), edges)
    found = [(0, 0)] * len(labels)
    for part in components(neighbours):
        if len(part) > 1:
            for node, (x, y) in zip(part, place(part, neighbours, labels).tolist(), strict=True):
                found[node] = (round(x), round(y))
    return found


def adjacency(count: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The neighbours of each node, sorted, without doubles and loops."""
    found: list[set[int]] = [set() for _ in range(count)]
    for left, right in edges:
        if left != right:
            found[left].add(right)
            found[right].add(left)
    return [sorted(around) for around in found]


def components(neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """The connected parts, each sorted, in order of their first node.

    >>> components([[1], [0], []])
    [[0, 1], [2]]
    """
    seen = [False] * len(neighbours)
    parts = []
    for start in range(len(neighbours)):
        if seen[start]:
            continue
        seen[start] = True
        part = [start]
        for node in part:
            for other in neighbours[node]:
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        parts.append(sorted(part))
    return parts


def place(part: Sequence[int], neighbours: Sequence[Sequence[int]], labels: Sequence[str]) -> "Points":
    """Positions of one connected part: its first nodes by stress, the others around them."""
    import numpy as np

    local = {node: index for index, node in enumerate(part)}
    around = [[local[other] for other in neighbours[node]] for node in part]
    core = connected_start(around, CORE)
    rows = {index: row for row, index in enumerate(core)}
    points = shape(tuple(tuple(rows[other] for other in around[index] if other in rows) for index in core)).copy()
    points = separated(evened(points), [labels[part[index]] for index in core])
    if len(core) == len(part):
        return points
    found = np.zeros((len(part), 2))
    found[core] = points
    return filled(found, around, core, EDGE * sqrt(len(core) / len(part)))


def connected_start(around: Sequence[Sequence[int]], size: int) -> list[int]:
    """The first nodes, by breadth from the first one through nodes of low number, so that they hang together."""
    import heapq

    taken: list[int] = []
    heap, seen = [0], {0}
    while heap and len(taken) < size:
        node = heapq.heappop(heap)
        taken.append(node)
        for other in around[node]:
            if other not in seen:
                seen.add(other)
                heapq.heappush(heap, other)
    return sorted(taken)


def steps_from(start: int, around: Sequence[Sequence[int]]) -> list[int]:
    """How many steps each node lies from the start; the number of nodes where it cannot be reached."""
    far = [len(around)] * len(around)
    far[start] = 0
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in around[node]:
            if far[other] > far[node] + 1:
                far[other] = far[node] + 1
                queue.append(other)
    return far


# A news graph falls into a large part and hundreds of two to five nodes, most of them of a shape that was seen before.
@lru_cache(maxsize=1 << 10)
def shape(around: tuple[tuple[int, ...], ...]) -> "Points":
    """What `stress` finds, worked out once for all parts that hang together in one way."""
    return stress(around)


def stress(around: Sequence[Sequence[int]], *, rounds: int = 200) -> "Points":
    """Positions whose distances come near the distances in the graph."""
    import numpy as np

    count = len(around)
    far = np.array([steps_from(node, around) for node in range(count)], dtype=float)
    degree = np.array([len(others) for others in around], dtype=float)
    # a hub needs room for its leaves: without this, forty neighbours of one country cover each other
    crowd = 1 + 0.12 * np.sqrt(np.minimum.outer(degree, degree)) + 0.05 * np.sqrt(np.maximum.outer(degree, degree))
    goal = far * EDGE * np.where(far == 1, crowd, 1.25)
    np.fill_diagonal(goal, 1.0)
    weight = goal**-2.0
    np.fill_diagonal(weight, 0.0)
    total = weight.sum(axis=1, keepdims=True)
    total[total == 0] = 1.0
    points = rings(far[0], around)
    for _ in range(rounds):
        gap = points[:, None, :] - points[None, :, :]
        length = np.sqrt((gap**2).sum(axis=2)) + 1e-9
        pull = weight * goal / length
        moved = (weight @ points + (pull[:, :, None] * gap).sum(axis=1)) / total
        if np.abs(moved - points).max() < STILL:
            return centred(moved)
        points = moved
    return centred(points)


def rings(far: "Points", around: Sequence[Sequence[int]]) -> "Points":
    """A first guess: the first node in the middle, and around it rings in the order of their parents."""
    import numpy as np

    count = len(around)
    points = np.zeros((count, 2))
    order = [0]
    seen = {0}
    for node in order:
        fresh = [other for other in around[node] if other not in seen]
        seen.update(fresh)
        order.extend(fresh)
    ring: dict[float, list[int]] = {}
    for node in order:
        ring.setdefault(far[node], []).append(node)
    for step, nodes in ring.items():
        for index, node in enumerate(nodes):
            angle = 2 * pi * index / len(nodes) + step * 0.3
            points[node] = (step * EDGE * cos(angle), step * EDGE * sin(angle))
    return points


def evened(points: "Points") -> "Points":
    """The same picture with its crowded middle opened: each node halfway to an even spread, left to right and down."""
    import numpy as np

    found = np.zeros_like(points)
    size = float((points.max(axis=0) - points.min(axis=0)).mean())
    for axis in (0, 1):
        order = np.argsort(np.round(points[:, axis]), kind="stable")
        even = np.empty(len(points))
        even[order] = np.linspace(-size / 2, size / 2, len(points))
        found[:, axis] = (points[:, axis] + even) / 2
    return centred(found)


def separated(points: "Points", labels: Sequence[str], *, rounds: int = 250) -> "Points":
    """The same picture with no label over another: overlapping boxes are pushed apart along the shorter way."""
    import numpy as np

    width = np.array([34 + 7.2 * min(len(label), 28) for label in labels])
    height = np.full(len(labels), 58.0)
    need = np.stack([np.add.outer(width, width) / 2, np.add.outer(height, height) / 2], axis=2)
    points = points * roominess(points, float((width * height).sum()))
    lower = np.tri(len(labels), k=-1)
    side = lower.T - lower  # which of two nodes in one place gives way to which side
    others = ~np.eye(len(labels), dtype=bool)
    for _ in range(rounds):
        gap = points[:, None, :] - points[None, :, :]
        lack = need - np.abs(gap)
        hit = (lack > 0).all(axis=2) & others
        if not hit.any():
            break
        way = np.where(gap == 0, side[:, :, None], np.sign(gap))
        shorter = lack[:, :, 0] < lack[:, :, 1]
        push = np.stack([np.where(hit & shorter, lack[:, :, 0], 0), np.where(hit & ~shorter, lack[:, :, 1], 0)], axis=2)
        points += (push * way).sum(axis=1) * 0.3
    return points


def roominess(points: "Points", needed: float) -> float:
    """By how much the picture must grow to have twice the room that its labels need; at least one."""
    wide, high = points.max(axis=0) - points.min(axis=0)
    return max(1.0, sqrt(2 * needed / max(1.0, float(wide * high))))


def centred(points: "Points") -> "Points":
    """The same picture with its middle at zero."""
    middle: Points = (points.max(axis=0) + points.min(axis=0)) / 2
    return points - middle
