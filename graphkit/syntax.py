"""Analysed text as plain objects: tokens in a dependency tree, sentences, paragraphs.

Free of spaCy, so trees can be built by hand.
Labels are those of Universal Dependencies; which of them mean what in a language is in `lang/xx/syntax.tsv`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graphkit.model import Article, Span


@dataclass(slots=True, eq=False)
class Token:
    """One token; `start` and `end` are offsets into the article's text.

    `lower` is the text in lower case, `lemma` the dictionary form without the treebanks' `_`; `parts` are those of a
    compound or of a separable verb in their order. `entity` is the pipeline's label of the name that the token is in
    (`PER`), else ""; `sentence` is known once there is one.
    """

    index: int
    text: str
    lemma: str
    pos: str
    dep: str
    start: int
    end: int
    morph: str = ""
    entity: str = ""
    entity_start: bool = False
    parts: tuple[str, ...] = ()
    space_after: bool = True
    head: "Token | None" = None
    children: list["Token"] = field(default_factory=list)
    lower: str = field(init=False)
    sentence: "Sentence" = field(init=False)

    def __post_init__(self) -> None:
        """Keeps the text in lower case, which is asked for again and again."""
        self.lower = self.text.lower()

    def child(self, *deps: str) -> "Token | None":
        """The first child with one of these labels."""
        return next((c for c in self.children if c.dep in deps), None)

    def all_children(self, *deps: str) -> list["Token"]:
        """The children with one of these labels, in order."""
        return [c for c in self.children if c.dep in deps] if self.children else []

    def subtree(self) -> list["Token"]:
        """The token and all below it, in the order of the text."""
        found, stack = [], [self]
        while stack:
            token = stack.pop()
            found.append(token)
            stack.extend(token.children)
        return sorted(found, key=lambda t: t.index)

    def ancestors(self) -> Iterator["Token"]:
        """The heads above the token, nearest first."""
        token = self.head
        while token is not None:
            yield token
            token = token.head


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence: its tokens, the paragraph that it stands in, and whether it is a heading.

    `words` are its words in lower case.
    """

    index: int
    paragraph: int
    tokens: list[Token]
    heading: bool = False
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Tells the tokens where they stand, and keeps the words, which are asked for again and again."""
        self.words = frozenset(token.lower for token in self.tokens)
        for token in self.tokens:
            token.sentence = self

    @property
    def span(self) -> Span:
        """From the first token to the last, in the article's text."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    @property
    def root(self) -> Token:
        """The token without a head."""
        return next((t for t in self.tokens if t.head is None), self.tokens[0])

    def opens_with(self, token: Token) -> bool:
        """Whether only punctuation stands before the token: any word has a capital there."""
        return all(t.pos == "PUNCT" for t in self.tokens[: token.index])


@dataclass(slots=True, eq=False)
class Analysis:
    """An article with its sentences."""

    article: Article
    sentences: list[Sentence]

    def tokens(self) -> Iterator[Token]:
        """All tokens in the order of the text."""
        return (token for sentence in self.sentences for token in sentence.tokens)


def link(tokens: list[Token], heads: list[int]) -> list[Token]:
    """The tokens with heads and children set; a token that is its own head is the root.

    >>> name, verb = Token(0, "Kok", "Kok", "PROPN", "nsubj", 0, 3), Token(1, "wint", "winnen", "VERB", "ROOT", 4, 8)
    >>> [t.text for t in link([name, verb], [1, 1])[1].children]
    ['Kok']
    """
    for position, (token, head) in enumerate(zip(tokens, heads, strict=True)):
        if head != position:
            token.head = tokens[head]
            tokens[head].children.append(token)
    return tokens
