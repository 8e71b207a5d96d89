"""The corpus: what goes in comes out, the same articles give the same bytes, and a killed write loses nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit import corpus as module
from graphkit.corpus import Corpus, stamp
from graphkit.corpus.rows import extraction, row
from graphkit.model import (
    Article,
    Certainty,
    Claim,
    Evidence,
    Extraction,
    Mention,
    Naming,
    OpenTriple,
    Qualifiers,
    Span,
)

TEXT = "Jansen sprak met Bakker in Erbil 😀."
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
maybe = st.none() | words


@st.composite
def mentions(draw) -> Mention:
    start = draw(st.integers(0, 20))
    return Mention(
        article="a", span=Span(start, start + draw(st.integers(0, 10))), text=draw(words), type=draw(words),
        referent=draw(words), naming=draw(st.sampled_from(Naming)), identifier=draw(maybe),
    )  # fmt: skip


@st.composite
def claims(draw) -> Claim:
    span = Span(0, draw(st.integers(1, len(TEXT))))
    details = tuple(draw(st.lists(st.tuples(words, words), max_size=2)))
    evidence = Evidence(
        article="a", span=span, quote=span.of(TEXT), rule=draw(words), confidence=draw(st.floats(0, 1)),
        subject=draw(st.none() | st.just(Span(0, 6))), object=draw(st.none() | st.just(Span(17, 23))),
        qualifiers=Qualifiers(draw(maybe), draw(maybe), draw(maybe), details),
    )  # fmt: skip
    return Claim(
        subject=draw(mentions()), relation=draw(words), object=draw(mentions()), evidence=evidence,
        certainty=draw(st.sampled_from(Certainty)), speaker=draw(maybe | mentions()),
        place=draw(st.none() | mentions()),
    )  # fmt: skip


@st.composite
def triples(draw) -> OpenTriple:
    claim = draw(claims())
    evidence = replace(claim.evidence, qualifiers=Qualifiers(time=draw(maybe)))
    return OpenTriple(claim.subject, draw(words), claim.object, claim.certainty, evidence, claim.speaker)


@st.composite
def extractions(draw) -> Extraction:
    article = Article(
        id="a", text=TEXT, body=Span(7, len(TEXT)), title=draw(st.none() | st.just(Span(0, 6))), published=draw(maybe),
        source=draw(maybe), language=draw(st.sampled_from(["nl", "fy"])),
    )  # fmt: skip
    named = draw(st.lists(mentions(), max_size=4, unique=True))
    said = tuple(draw(st.lists(claims(), max_size=3)))
    return Extraction(article, tuple(named), said, tuple(draw(st.lists(triples(), max_size=2))))


def some(key: str, text: str = TEXT) -> Extraction:
    return Extraction(Article(key, text, Span(0, len(text))))


def bytes_of(corpus: Corpus) -> dict[str, bytes]:
    return {path.relative_to(corpus.folder).as_posix(): path.read_bytes() for path in corpus.folder.rglob("*.*")}


def held(corpus: Corpus) -> dict[str, str]:
    return {found.article.id: found.article.text for found in corpus.extractions()}


@given(extractions())
def test_a_row_holds_all_of_an_extraction(given):
    assert extraction(row(given)) == given


@settings(max_examples=15, deadline=None)
@given(extractions())
def test_what_goes_in_comes_out(tmp_path_factory, given):
    corpus = Corpus(tmp_path_factory.mktemp("out"))
    corpus.add([given], "1")
    corpus.settle()
    assert list(corpus.extractions()) == [given]


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(module, "PART", 4)


@pytest.mark.usefixtures("small_parts")
def test_the_same_articles_give_the_same_bytes_however_they_came_in(tmp_path):
    keys = [f"artikel-{n}" for n in range(20)]
    at_once, by_and_by = Corpus(tmp_path / "[one]*"), Corpus(tmp_path / "it's two")
    at_once.add([some(key) for key in keys], "1")
    at_once.settle()
    for key in [*reversed(keys), "weg-1", "weg-2", *keys[:3]]:
        by_and_by.add([some(key, "Eerst anders." if key == keys[5] else TEXT)], "1")
        if key in (keys[7], keys[15]):
            by_and_by.settle()
    by_and_by.add([some(keys[5])], "1")
    by_and_by.settle(keep=keys)
    assert held(by_and_by) == held(at_once) == dict.fromkeys(keys, TEXT)
    assert len(bytes_of(at_once)) > 6
    assert bytes_of(by_and_by) == bytes_of(at_once)


@pytest.mark.usefixtures("small_parts")
def test_a_settling_that_was_killed_anywhere_is_made_good_by_the_next(tmp_path, monkeypatch):
    def killed_at(step: int, folder: Path) -> Corpus:
        corpus = Corpus(folder)
        corpus.add([some(f"oud-{n}") for n in range(3)], "1")
        corpus.settle()
        corpus.add([some(f"nieuw-{n}") for n in range(9)], "1")
        left = iter(range(step))
        genuine = module.replace

        def replace(unfinished: Path, path: Path) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt
            genuine(unfinished, path)

        with monkeypatch.context() as patch:
            patch.setattr(module, "replace", replace)
            try:
                corpus.settle(keep=[f"nieuw-{n}" for n in range(9)])
            except KeyboardInterrupt:
                assert set(corpus.stamps()) >= {f"nieuw-{n}" for n in range(9)}
            else:
                return corpus
        corpus.settle(keep=[f"nieuw-{n}" for n in range(9)])
        return corpus

    whole = bytes_of(killed_at(1000, tmp_path / "whole"))
    for step in range(5):
        assert bytes_of(killed_at(step, tmp_path / str(step))) == whole


def test_dropping_an_article_is_as_if_it_had_never_been_there(tmp_path):
    without, dropped = Corpus(tmp_path / "without"), Corpus(tmp_path / "dropped")
    without.add([some("a"), some("c")], "1")
    without.settle()
    dropped.add([some("a"), some("b"), some("c")], "1")
    dropped.settle()
    dropped.settle(keep=["a", "c"])
    assert bytes_of(dropped) == bytes_of(without)


def test_a_stamp_changes_with_the_article_and_with_the_version():
    article = some("a").article
    stamps = {stamp(article, "1"), stamp(article, "2"), stamp(some("a", "Anders.").article, "1")}
    assert len(stamps) == 3
    assert stamp(some("a").article, "1") in stamps


def test_many_batches_are_settled_on_the_way(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_PENDING", 3)
    corpus = Corpus(tmp_path)
    for number in range(7):
        corpus.add([some(str(number))], "1")
    assert len(list(corpus.pending.iterdir())) == 1
    assert sorted(corpus.stamps()) == [str(number) for number in range(7)]


def test_a_corpus_of_before_there_were_open_triples_is_read_and_goes_on(tmp_path):
    import duckdb

    corpus = Corpus(tmp_path)
    corpus.add([Extraction(Article(key, f"Dit is {key}.", Span(0, 9))) for key in "ab"], "1")
    corpus.settle()
    (part,) = sorted(corpus.folder.glob("part-*"))
    old = part.with_name("old")
    duckdb.sql(f"COPY (SELECT * EXCLUDE open FROM '{part}') TO '{old}' (FORMAT parquet)")  # noqa: S608
    old.replace(part)
    assert [found.article.id for found in corpus.extractions()] == ["a", "b"]
    corpus.add([Extraction(Article("c", "Dit is c.", Span(0, 9)))], "1")
    corpus.settle(keep={"b", "c"})
    assert [(found.article.id, found.open) for found in corpus.extractions()] == [("b", ()), ("c", ())]
