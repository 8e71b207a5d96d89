"""Graphs made by hand for the tests of what is written and asked: a small one, and one with hostile names."""

from graphkit.graph import Graph
from graphkit.model import Article, Certainty, Entity, Evidence, Qualifiers, Span, Statement

MEETING = (
    "Maas in Bagdad\n"
    "De Duitse minister Heiko Maas sprak maandag met generaal Karim. "
    "Volgens Karim steunt Maas de coalitie niet. "
    "Maas wil Erbil bezoeken."
)
DENIAL = "Generaal Karim ontkent dat hij Duitsland bedreigt. Heiko Maas is minister van Duitsland."
HOSTILE = "'; DROP ALL <script>alert(1)</script> \"}\n\\ . @prefix \u202e ünïcødé \U0001f600 \x01 &amp;"


def article(identifier, text, **known):
    start = text.index("\n") + 1 if "\n" in text else 0
    title = Span(0, start - 1) if start else None
    return Article(id=identifier, text=text, body=Span(start, len(text)), title=title, **known)


def evidence(article_, quote, subject=None, object_=None, **known):
    start = article_.text.index(quote)
    span = Span(start, start + len(quote))

    def within(words):
        begin = article_.text.index(words, start) if words else None
        return None if begin is None else Span(begin, begin + len(words))

    return Evidence(
        article=article_.id,
        span=span,
        quote=quote,
        rule=known.pop("rule", "roles.tsv:3"),
        confidence=known.pop("confidence", 0.9),
        subject=within(subject),
        object=within(object_),
        qualifiers=Qualifiers(**known),
    )


def small():
    """Two articles, four entities, an asserted, a possible and two negated statements."""
    meeting = article("meeting", MEETING, published="2020-01", source="De Voorbeeldkrant")
    denial = article("denial", DENIAL, published="2020-01-21", source="Het Testblad")
    first = "De Duitse minister Heiko Maas sprak maandag met generaal Karim."
    return Graph(
        articles={one.id: one for one in (denial, meeting)},
        entities={
            one.id: one
            for one in (
                Entity("Q183", "Country", "Germany", (("en", "Germany"), ("nl", "Duitsland")), ("Duitse", "Duitsland"),
                       (("iso3166", "DE"), ("wikidata", "Q183")), ("denial", "meeting")),
                Entity("Q3785077", "Facility", "Erbil", (), ("Erbil",), (), ("meeting",)),
                Entity("heiko-maas", "Person", "Heiko Maas", (("nl", "Heiko Maas"),), ("Heiko Maas", "Maas"), (),
                       ("denial", "meeting")),
                Entity("karim", "Person", "Karim", (), ("Karim", "generaal Karim"), (), ("denial", "meeting")),
            )
        },
        statements={
            Statement("heiko-maas", "meets_with", "karim"): frozenset(
                {evidence(meeting, first, "Heiko Maas", "generaal Karim", time="2020-01-06", place="Q3785077")}
            ),
            Statement("heiko-maas", "minister_of", "Q183"): frozenset(
                {
                    evidence(meeting, first, "Heiko Maas", "Duitse", rule="roles.tsv:12", confidence=0.97,
                             details=(("office", "minister"), ("portfolio", "Buitenlandse Zaken"))),
                    evidence(denial, "Heiko Maas is minister van Duitsland.", "Heiko Maas", "Duitsland"),
                }
            ),
            Statement("heiko-maas", "visits", "Q3785077", Certainty.POSSIBLE): frozenset(
                {evidence(meeting, "Maas wil Erbil bezoeken.", "Maas", "Erbil", confidence=0.5)}
            ),
            Statement("karim", "supports", "heiko-maas", Certainty.NEGATED): frozenset(
                {evidence(meeting, "Volgens Karim steunt Maas de coalitie niet.", "Karim", "Maas",
                          attributed_to="karim")}
            ),
            Statement("karim", "threatens", "Q183", Certainty.NEGATED): frozenset(
                {evidence(denial, "Generaal Karim ontkent dat hij Duitsland bedreigt.", None, "Duitsland",
                          attributed_to="een woordvoerder", place="ergens")}
            ),
        },
    )  # fmt: skip


def hostile():
    """A graph whose every free text tries to break out of what it is written into."""
    bad = article(HOSTILE, HOSTILE, published=HOSTILE, source=HOSTILE)
    one = Entity(HOSTILE, "Person", HOSTILE, (("nl", HOSTILE),), (HOSTILE,), ((HOSTILE, HOSTILE),), (HOSTILE,))
    other = Entity("..", "Organization", "..", (), ("..", "/", "?#"), (), (HOSTILE,))
    said = evidence(
        bad, HOSTILE, rule=HOSTILE, attributed_to=HOSTILE, time=HOSTILE, place=HOSTILE, details=((HOSTILE, HOSTILE),)
    )
    return Graph(
        articles={HOSTILE: bad},
        entities={entity.id: entity for entity in sorted((one, other), key=lambda e: e.id)},
        statements={
            Statement(HOSTILE, "head_of", "..", Certainty.NEGATED): frozenset({said}),
            Statement(HOSTILE, "member_of", ".."): frozenset({said}),
        },
    )


def without_texts(graph):
    """The same graph as the files hold it: they leave the articles' texts out."""
    from dataclasses import replace

    articles = {key: replace(one, text="") for key, one in sorted(graph.articles.items())}
    return Graph(articles, dict(sorted(graph.entities.items())), dict(sorted(graph.statements.items())))
