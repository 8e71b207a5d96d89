"""From extractions to the graph: entities with ids, labels and names, statements with their evidence."""

import random

import pytest

from graphkit.model import Certainty, Entity, Naming, Statement
from graphkit.resolve import decide, resolve
from tests.unit.resolving import Piece


def entity(pieces: list[Piece], label: str) -> Entity:
    return next(e for e in resolve(p.done() for p in pieces).entities.values() if e.label == label)


def test_a_country_bears_its_english_label_and_all_forms_seen() -> None:
    piece = Piece("a")
    piece.name("Duitsland", "Country", "de")
    piece.name("Duitse", "Country", "de", naming=Naming.ADJECTIVE)
    (found,) = resolve([piece.done()]).entities.values()
    assert (found.id, found.type, found.label) == ("Q183", "Country", "Germany")
    assert found.names == ("Duitse", "Duitsland")
    assert dict(found.labels) == {"en": "Germany", "nl": "Duitsland"}
    assert ("wikidata", "Q183") in found.identifiers


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("Navo", "InternationalOrganization", "NATO"),
        ("Teheran", "City", "Teheran"),
        ("Tweede Kamer", "GovernmentBody", "Tweede Kamer"),
        ("OM", "GovernmentBody", "Openbaar Ministerie"),
        ("Vladimir Poetin", "Person", "Vladimir Poetin"),
    ],
)
def test_states_and_their_unions_have_english_labels_and_all_else_dutch(name: str, kind: str, label: str) -> None:
    piece = Piece("a")
    piece.name(name, kind)
    assert [e.label for e in resolve([piece.done()]).entities.values()] == [label]


def test_an_unknown_thing_bears_the_longest_good_name() -> None:
    piece = Piece("a")
    for text in ("Brouwersma", "Tjeerd Brouwersma", "BROUWERSMA"):
        piece.name(text, "Person", "b")
    (found,) = resolve([piece.done()]).entities.values()
    assert found.label == "Tjeerd Brouwersma"
    assert found.names == ("BROUWERSMA", "Brouwersma", "Tjeerd Brouwersma")
    assert found.id.startswith("tjeerd-brouwersma-")


def test_pronouns_and_implied_mentions_are_no_names() -> None:
    piece = Piece("a")
    piece.name("Nederland", "Country", "nl", naming=Naming.IMPLIED, known="Q55")
    piece.name("Tjeerd Brouwersma", "Person", "b")
    piece.name("hij", "Person", "b", naming=Naming.PRONOUN)
    found = resolve([piece.done()]).entities
    assert found["Q55"].names == ()
    assert all("hij" not in e.names for e in found.values())


def test_a_claim_becomes_a_statement_with_its_evidence_and_resolved_speaker_and_place() -> None:
    piece = Piece("a")
    who, country = piece.name("Tjeerd Brouwersma", "Person"), piece.name("Duitsland", "Country")
    speaker, place = piece.name("Reuters", "MediaOrganization"), piece.name("Parijs", "City")
    piece.claim(who, "minister_of", country, certainty=Certainty.POSSIBLE, speaker=speaker, place=place)
    graph = resolve([piece.done()])
    ((statement, evidence),) = graph.statements.items()
    assert (statement.relation, statement.object, statement.certainty) == ("minister_of", "Q183", Certainty.POSSIBLE)
    (said,) = evidence
    assert (said.qualifiers.attributed_to, said.qualifiers.place) == ("Q130879", "Q90")
    assert said.subject == who.span
    assert said.span.of(graph.articles["a"].text) == said.quote


def test_a_speaker_without_an_entity_keeps_the_words() -> None:
    piece = Piece("a")
    who, country = piece.name("Tjeerd Brouwersma", "Person"), piece.name("Duitsland", "Country")
    piece.claim(who, "citizen_of", country, speaker="een woordvoerder")
    (evidence,) = next(iter(resolve([piece.done()]).statements.values()))
    assert evidence.qualifiers.attributed_to == "een woordvoerder"


def test_a_symmetric_claim_is_one_statement_either_way_round() -> None:
    one, other = Piece("a"), Piece("b")
    one.claim(one.name("Frankrijk", "Country"), "meets_with", one.name("Duitsland", "Country"))
    other.claim(other.name("Duitsland", "Country"), "meets_with", other.name("Frankrijk", "Country"))
    graph = resolve([one.done(), other.done()])
    assert list(graph.statements) == [Statement("Q142", "meets_with", "Q183")]
    said = {e.article: e for e in graph.statements[Statement("Q142", "meets_with", "Q183")]}
    assert said["a"].subject.of(graph.articles["a"].text) == "Frankrijk"
    assert said["b"].subject.of(graph.articles["b"].text) == "Frankrijk"


def test_nothing_is_said_of_a_thing_and_itself() -> None:
    piece = Piece("a")
    piece.claim(piece.name("VS", "Country"), "supports", piece.name("Amerika", "Country"))
    assert not resolve([piece.done()]).statements


def test_two_things_of_one_article_stay_two() -> None:
    piece = Piece("a")
    piece.name("Tjeerd Brouwersma", "Person", "one")
    piece.name("Tjeerd Brouwersma", "Person", "other")
    assert len(resolve([piece.done()]).entities) == 2


def test_the_order_of_articles_does_not_show() -> None:
    pieces = []
    for number in range(12):
        piece = Piece(f"article-{number}", f"2019-{number % 4 + 1:02}")
        who = piece.name(("Tjeerd Brouwersma", "T. Brouwersma", "Brouwersma")[number % 3], "Person")
        piece.claim(who, "mayor_of", piece.name(("Zwolle", "Kampen")[number % 2], "City"))
        pieces.append(piece.done())
    expected = decide(pieces)
    for seed in range(5):
        shuffled = random.Random(seed).sample(pieces, len(pieces))  # noqa: S311 - no secret
        assert decide(shuffled) == expected


def test_a_claim_about_a_mention_that_is_not_listed_is_kept() -> None:
    listed, unlisted = Piece("a"), Piece("a")
    country = listed.name("Duitsland", "Country")
    who = unlisted.name("Tjeerd Brouwersma", "Person")
    listed.claim(who, "citizen_of", country)
    graph = resolve([listed.done()])
    assert {e.label for e in graph.entities.values()} == {"Germany", "Tjeerd Brouwersma"}
    assert len(graph.statements) == 1


def test_no_article_is_lost_and_none_is_no_graph() -> None:
    assert resolve([]).articles == {}
    assert list(resolve([Piece("leeg").done()]).articles) == ["leeg"]


def test_an_id_is_made_of_letters_digits_and_hyphens_whatever_the_name() -> None:
    piece = Piece("a")
    piece.name('<script>\'; DROP "x" & ../..', "Work")
    (found,) = resolve([piece.done()]).entities
    assert all(letter.isalnum() or letter == "-" for letter in found)
