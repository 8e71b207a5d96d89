"""Direct speech: what stands between quotation marks, over however many sentences, and who says it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from graphkit import ontology
from graphkit.extract import arguments, letters, rules
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.sources import Source, reports, source
from graphkit.model import Span
from graphkit.syntax import Sentence, Token

# Fewer words between quotation marks are a title or a borrowed word.
SHORTEST = 3
MARK = "mark "
COLON = ":"
# So many words may stand before the colon of a headline, and these may say what stands behind it.
LABEL = 6
SPEAKERS = ("Person", "Organization", "Country")
# So many characters of quotation marks may count to the sentence behind the quote.
CLOSING = 2
# What may stand right before an opening mark, besides white space.
BEFORE = "([-–—:"


@dataclass(frozen=True, slots=True)
class Quote:
    """The text between two quotation marks, and its speaker where the text tells."""

    span: Span
    speaker: Source = None


def find(discourse: Discourse) -> list[Quote]:
    """The direct speech of the article, in the order of the text.

    A quote takes its speaker from the words around it; one without such words from the person whom the sentence before
    speaks of, else from the quote before, also across a paragraph's end.
    """
    found: list[Quote] = []
    last: Source = None
    for _, group in groupby(discourse.analysis.sentences, key=lambda s: s.paragraph):
        sentences = list(group)
        spans = [span for span in marked(discourse, sentences) if _is_speech(discourse, span, sentences)]
        last = last if spans else None
        done = sentences[0].span.start
        for span in spans:
            last = _speaker(discourse, sentences, span, Span(done, span.start), last)
            found.append(Quote(span, last))
            done = span.end
        found += [said for s in sentences for said in _announced(discourse, s, spans)]
    return found


def _announced(discourse: Discourse, sentence: Sentence, quoted: Sequence[Span]) -> Iterator[Quote]:
    """What a headline says behind a name and a colon, without quotation marks: "Minister X: we stoppen"."""
    at = next((i for i, t in enumerate(sentence.tokens[:LABEL]) if t.text == COLON), 0)
    behind = sentence.tokens[at + 1 :]
    speaker = discourse.at(sentence.tokens[at - 1]) if at and behind else None
    if speaker is None or not any(ontology.load().is_a(speaker.type, kind) for kind in SPEAKERS):
        return
    span = Span(behind[0].start, sentence.span.end)
    told = any("VerbForm=Fin" in t.morph for t in behind)
    if told and not any(q.start < span.end and span.start < q.end for q in quoted):
        yield Quote(span, speaker)


def bind(discourse: Discourse, quotes: Iterable[Quote]) -> None:
    """Gives each token in direct speech its speaker, to whom "ik" refers, and the rest of a letter its writer."""
    words = discourse.rules.reporting["first_person"]
    held = [(quote.span, quote.speaker) for quote in quotes if isinstance(quote.speaker, Phrase)]
    held += letters.find(discourse)
    if not held:
        return
    for sentence in discourse.analysis.sentences:
        here = [(span, speaker) for span, speaker in held if _around((sentence,), span)]
        for token in sentence.tokens if here else ():
            speaker = next((speaker for span, speaker in here if span.start <= token.start < span.end), None)
            if speaker is None:
                continue
            discourse.speakers[id(token)] = speaker
            if token.lower in words and speaker.type == "Person":
                discourse.antecedents.setdefault(id(token), speaker)


@cache
def _marks(language: str) -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """What opens a quote, and for each opening mark what closes it."""
    reporting = rules.load(language).reporting
    closers = {kind.removeprefix(MARK): words for kind, words in reporting.items() if kind.startswith(MARK)}
    elided = "|".join(sorted(reporting["elided"]))
    opening = "|".join(re.escape(mark) for mark in sorted(closers, key=lambda m: (-len(m), m)))
    return re.compile(rf"(?<![^\s{re.escape(BEFORE)}])(?!['’](?:{elided})\b)(?:{opening})(?=\S)"), {
        mark: re.compile("|".join(rf"(?<=\S){re.escape(c)}(?!\w)" for c in sorted(words, key=lambda m: (-len(m), m))))
        for mark, words in closers.items()
    }


def marked(discourse: Discourse, sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """What stands between quotation marks in a paragraph; what is not closed goes on to the end of its sentence."""
    ends = tuple(s.span.end for s in sentences)
    return _between(discourse.rules.language, discourse.analysis.article.text, sentences[0].span.start, ends)


# Asked again for each quote of the paragraph.
@lru_cache(maxsize=8)
def _between(language: str, text: str, at: int, ends: tuple[int, ...]) -> tuple[Span, ...]:
    return tuple(_found(language, text, at, ends))


def _found(language: str, text: str, at: int, ends: tuple[int, ...]) -> Iterator[Span]:
    opening, closers = _marks(language)
    end = ends[-1]
    while (opened := opening.search(text, at, end)) is not None:
        closed = closers[opened.group()].search(text, opened.end(), end)
        stop = closed.start() if closed else next((one for one in ends if one > opened.end()), opened.end())
        if stop > opened.end():
            yield Span(opened.end(), stop)
        at = closed.end() if closed else max(stop, opened.end())


def _is_speech(discourse: Discourse, span: Span, sentences: Sequence[Sentence]) -> bool:
    """Whether the marks hold a clause, and not a title or a borrowed word."""
    inside = [t for s in _around(sentences, span) for t in s.tokens if span.start <= t.start < span.end]
    if sum(t.pos != "PUNCT" for t in inside) < SHORTEST:
        return False
    text = discourse.analysis.article.text
    told = text[: span.start].rstrip(" \"',‘’“„`").endswith(COLON)
    return told or any("VerbForm=Fin" in t.morph for t in inside)


def _around(sentences: Sequence[Sentence], span: Span) -> list[Sentence]:
    """The sentences that the span has a part in."""
    return [s for s in sentences if s.tokens[0].start < span.end and span.start < s.tokens[-1].end]


def _speaker(discourse: Discourse, sentences: Sequence[Sentence], span: Span, before: Span, last: Source) -> Source:
    zone = _zone(discourse, sentences, span)
    found, framed = _frame(discourse, zone)
    found = found or _before_colon(discourse, zone, span)
    if found is not None:
        return found
    beside = [t for t in zone[::-1] if before.start <= t.start < span.start]
    told = _person(discourse, beside) or _told_before(discourse, sentences, before)
    if framed:
        # A pronoun that nothing resolves: whoever spoke, or was spoken of, last.
        return last if isinstance(last, Phrase) else told
    return told or last


def _zone(discourse: Discourse, sentences: Sequence[Sentence], span: Span) -> list[Token]:
    """The words outside quotation marks of the sentences that the quote stands in, nearest to it first.

    A sentence that ends in a colon introduces the quote; what goes on behind it in lower case frames it.
    """
    text = discourse.analysis.article.text
    inside = _around(sentences, span)
    if not inside:
        return []
    first, last = inside[0].index - sentences[0].index, inside[-1].index - sentences[0].index
    while first and sentences[first - 1].tokens[0].pos == "PUNCT" and len(sentences[first - 1].tokens) == 1:
        first -= 1
    if first and sentences[first - 1].tokens[-1].text == COLON:
        inside.insert(0, sentences[first - 1])
    behind = text[span.end :].lstrip("'\"’”“ ")
    if last + 1 < len(sentences) and (behind[:1].islower() or behind[:1] == ","):
        inside.append(sentences[last + 1])
    quoted = marked(discourse, sentences)
    outside = [t for s in inside for t in s.tokens if not any(q.start <= t.start < q.end for q in quoted)]
    return sorted(outside, key=lambda t: span.start - t.start if t.start < span.start else t.start - span.end)


def _frame(discourse: Discourse, zone: Sequence[Token], *, near: bool = True) -> tuple[Source, bool]:
    """The speaker whom the words around a quote name, and whether they are a frame at all.

    Words for someone unnamed must be a noun for people, unless the frame is near the quote.
    """
    framed, words = False, None
    spoken = discourse.rules.reporting["preposition"]
    for token in zone:
        if token.lower in spoken:
            heads = [t for t in (token.head,) if t is not None and t in zone]
        elif reports(discourse, token, "verb", "frame"):
            heads = [t for t in arguments.slot_tokens(discourse, token, "nsubj", kind="verb") if t in zone]
        else:
            continue
        framed = True
        for head in (*heads, _next_to(discourse, token)):
            found = source(discourse, head) if head is not None else None
            if isinstance(found, Phrase) or (found and head is not None and _speaks(discourse, head)):
                return found, True
            words = words or found
        if any(head is not None and head.pos in discourse.rules.labels["pronoun_pos"] for head in heads):
            break
    return (words if near else None), framed


def _next_to(discourse: Discourse, word: Token) -> Token | None:
    """What stands right behind the word, where the tree may see no subject: ", zegt directeur Petra Bol"."""
    labels = discourse.rules.labels
    token = discourse.following(word)
    while token is not None and token.pos in labels["determiner_pos"] | labels["adjective_pos"] - labels["verb_pos"]:
        if id(token) in discourse.antecedents:
            return token
        token = discourse.following(token)
    nominal = labels["noun_pos"] | labels["name_pos"]
    return token if token is not None and token.pos in nominal else None


def _before_colon(discourse: Discourse, zone: Sequence[Token], span: Span) -> Source:
    """The subject of the clause that introduces the quote, or the name with which it introduces it."""
    colon = next((t for t in zone if t.text == COLON and t.start < span.start), None)
    if colon is None:
        return None
    labels = discourse.rules.labels
    before = sorted((t for t in zone if t.start < colon.start), key=lambda t: -t.start)
    subjects = [t for t in before if t.dep in labels["subject"]]
    for token in (*subjects, *(t for t in before if discourse.headed(t) is not None)):
        found = source(discourse, token)
        if isinstance(found, Phrase) or _speaks(discourse, token):
            return found
    return None


def _speaks(discourse: Discourse, token: Token) -> bool:
    """Whether the noun is one for people who speak."""
    words = {token.lemma.lower(), token.parts[-1].lower()}
    return bool(words & (discourse.rules.nouns["person"] | discourse.rules.reporting["unnamed"]))


def _person(discourse: Discourse, tokens: Sequence[Token]) -> Phrase | None:
    """The first person who is a subject among the tokens."""
    subject = discourse.rules.labels["subject"] | discourse.rules.labels["passive_subject"]
    for token in tokens:
        found = source(discourse, token) if token.dep in subject else None
        if isinstance(found, Phrase) and found.type == "Person":
            return found
    return None


def _told_before(discourse: Discourse, sentences: Sequence[Sentence], gap: Span) -> Source:
    """Whom the last sentence between two quotes cites, or the person who is its subject."""
    for sentence in reversed(sentences):
        if sentence.span.start < gap.start or sentence.span.end > gap.end + CLOSING:
            continue
        cited, _ = _frame(discourse, sentence.tokens[::-1], near=False)
        return cited or _person(discourse, sentence.tokens)
    return None
