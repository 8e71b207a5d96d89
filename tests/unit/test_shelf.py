"""A graph that memory should not hold: the same graph and the same files, its evidence read from disk as a stream."""

from collections import Counter
from dataclasses import replace

import pytest

from graphkit.build import Options, stages, write
from graphkit.export import byhash, dataset, html_data
from graphkit.export.dataset import Distinct
from graphkit.filed import Filed
from graphkit.model import Certainty, Evidence, OpenTriple, Qualifiers, Span, Statement
from graphkit.part import around
from graphkit.resolve import claims, resolve, texts
from graphkit.settings import Settings
from graphkit.shelf import Shelf
from tests.unit.resolving import Piece

SAID = Qualifiers(attributed_to="een woordvoerder", time="2019-03", details=(("portfolio", "Défense"),))


def archive():
    """Articles that say the same, or the other way round, of others, of themselves, and with all that goes along."""
    for number in range(12):
        piece = Piece(f"artikel {11 - number}", f"2019-0{1 + number % 9}", source=f"Krant {number % 3}")
        piece.say("Café ’t Hoekje \U0001f642")
        minister, country = piece.name("Heiko Maas", "Person"), piece.name("Duitsland", "Country")
        other = piece.name(f"Tjeerd Brouwersma{'s' * (number % 4)}", "Person")
        town = piece.name("Zwolle", "City")
        piece.claim(minister, "minister_of", country, certainty=list(Certainty)[number % 3], speaker=other)
        ends = (minister, other) if number % 2 else (other, minister)
        piece.claim(ends[0], "meets_with", ends[1], place=town, beside=SAID)
        piece.claim(other, "supports", minister, speaker="een buurman", certainty=Certainty.NEGATED)
        piece.claim(town, "part_of", piece.name("Zwolle", "City", "Zwolle"))
        done = piece.done()
        evidence = Evidence(piece.article, Span(0, 10), piece.text[:10], "open.tsv:1", 0.5, minister.span, None)
        yield replace(done, open=(OpenTriple(minister, "zwaaien naar", other, Certainty.ASSERTED, evidence),))


@pytest.fixture
def held():
    return resolve(archive())


@pytest.fixture
def shelved(monkeypatch, tmp_path):
    for module in (claims, texts, byhash, dataset):
        monkeypatch.setattr(module, "ROOM", 100)
    monkeypatch.setattr(claims, "BLOCK", 5)
    return resolve(archive(), scratch=tmp_path)


def test_a_graph_on_disk_is_the_one_in_memory(held, shelved) -> None:
    assert not isinstance(held.statements, Shelf)
    assert isinstance(shelved.statements, Shelf)
    assert isinstance(shelved.open, Shelf)
    assert isinstance(shelved.articles, Filed)
    assert shelved == held
    assert len(shelved.statements) == len(held.statements) > 10
    assert list(shelved.statements) == list(held.statements) == sorted(held.statements)
    assert list(shelved.statements.values()) == list(held.statements.values())
    assert len(shelved.articles) == len(held.articles) == 12


def test_texts_are_read_when_they_are_asked_for(held, shelved) -> None:
    assert {article.text for article in shelved.known.values()} == {""}
    assert held.known == held.articles
    for key, article in held.articles.items():
        assert shelved.articles[key] == article
        assert replace(shelved.known[key], text=article.text) == article
        assert dict(shelved.behind(key.__eq__)) == {key: article}


def test_what_is_said_the_other_way_round_has_its_ends_in_place(shelved) -> None:
    for statement in shelved.statements:
        for evidence in shelved.evidence(statement):
            said = shelved.articles[evidence.article].text
            assert evidence.subject.of(said) in shelved.entities[statement.subject].names
            assert evidence.object.of(said) in shelved.entities[statement.object].names


def test_a_single_statement_is_found_and_what_is_not_there_is_not(held, shelved) -> None:
    for statement, evidence in held.statements.items():
        assert shelved.statements[statement] == evidence
        assert shelved.evidence(statement) == held.evidence(statement)
        for unknown in ({"subject": "nobody"}, {"relation": "unheard_of"}, {"object": "zz"}):
            assert replace(statement, **unknown) not in shelved.statements
    missing = Statement("heiko-maas", "meets_with", "heiko-maas")
    assert shelved.statements.get(missing) is None


def test_streams_of_both_give_the_same(held, shelved) -> None:
    assert list(shelved.ordered()) == list(held.ordered())
    assert list(shelved.in_order()) == list(held.in_order())
    assert list(shelved.asserted()) == list(held.asserted())
    assert list(shelved.by_article()) == list(held.by_article())
    assert shelved.details() == held.details() == ["portfolio"]
    assert not shelved.strangers()
    assert not held.strangers()
    for subject in [*held.entities, "nobody"]:
        assert [*shelved.facts()(subject)] == [*held.facts()(subject)]
    (someone, *_) = held.entities
    assert around(shelved, [someone], 1) == around(held, [someone], 1)


@pytest.mark.parametrize("workers", [1, 2])
def test_files_are_the_same_bytes_and_nothing_else_stays(held, shelved, tmp_path, monkeypatch, workers) -> None:
    monkeypatch.setattr(html_data, "MOST_STATEMENTS", 9)
    chosen = stages(Settings(), Options(triples=True, workers=workers))
    for name, graph in (("held", held), ("shelved", shelved)):
        (tmp_path / name).mkdir()
        write(graph, tmp_path / name, chosen)
    files = {path.name: path.read_bytes() for path in (tmp_path / "held").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "shelved").iterdir()} == files
    assert files.keys() == chosen.exporters.keys()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["held", "shelved"]


def test_different_texts_are_counted_in_pieces(monkeypatch) -> None:
    monkeypatch.setattr(dataset, "ROOM", 3)
    counted, texts = Distinct(), [f"text {number % 7}" for number in range(40)]
    for text in texts:
        counted.update([text, "again"])
    assert counted.count() == len(Counter(texts)) + 1
