from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.export.layout import CORE, adjacency, components, positions

numbers = st.integers(0, 29)
graphs = st.lists(st.tuples(numbers, numbers), max_size=60)


@given(graphs)
@settings(max_examples=40, deadline=None)
def test_every_node_of_a_part_has_a_place_of_its_own(edges: list[tuple[int, int]]):
    found = positions(["Naam"] * 30, edges)
    for part in components(adjacency(30, edges)):
        assert len({found[node] for node in part}) == len(part)


@given(graphs)
@settings(max_examples=20, deadline=None)
def test_the_order_of_edges_does_not_matter(edges: list[tuple[int, int]]):
    turned = [(b, a) for a, b in reversed(edges)]
    assert positions(["Naam"] * 30, edges) == positions(["Naam"] * 30, turned)


def test_neighbours_stand_nearer_than_strangers():
    ring = [(n, (n + 1) % 40) for n in range(40)]
    found = positions(["Naam"] * 40, ring)
    near = [distance(found, a, b) for a, b in ring]
    far = [distance(found, a, b) for a, b in combinations(range(40), 2)]
    assert sum(near) / len(near) < sum(far) / len(far) / 2


def test_labels_of_a_star_do_not_overlap():
    found = positions(["Een naam van zo'n lengte"] * 60, [(0, n) for n in range(1, 60)])
    covered = [
        (a, b) for a, b in combinations(range(60), 2)
        if abs(found[a][0] - found[b][0]) < 100 and abs(found[a][1] - found[b][1]) < 25
    ]  # fmt: skip
    assert covered == []


def test_nodes_beyond_the_start_view_come_near_their_neighbours():
    size = 4 * CORE
    edges = [(n, n // 3) for n in range(1, size)]
    found = positions(["Naam"] * size, edges)
    near = sum(distance(found, a, b) for a, b in edges) / len(edges)
    far = sum(distance(found, n, (n * 7 + 31) % size) for n in range(size)) / size
    assert near < far / 3


def test_no_node_at_all():
    assert positions([], []) == []


def distance(found: list[tuple[int, int]], a: int, b: int) -> float:
    return ((found[a][0] - found[b][0]) ** 2 + (found[a][1] - found[b][1]) ** 2) ** 0.5
