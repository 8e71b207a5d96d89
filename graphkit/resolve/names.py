"""What a name is made of, as far as comparing needs it: its folded form, a person's first names and surname, initials.

Which words are particles, titles or legal forms is data: `lang/nl/knowledge/words.tsv`.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from graphkit import resources
from graphkit.knowledge import normal

WORDS = "words.tsv"
# Three letters of a given name: "Jan" for "Jannes", but no initial and no "Jo".
SHORT = 3
# Names kept folded and parsed: those of a million mentions, in about 100 MB; beyond, each is worked out again.
NAMES = 1 << 18


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, folded: given names, surname with its particles, and the surname's last word.

    >>> parse("Jan Peter van den Berg")
    PersonName(given=('jan', 'peter'), surname='van den berg', last='berg')
    """

    given: tuple[str, ...]
    surname: str
    last: str

    @property
    def full(self) -> bool:
        """Whether it says more than the surname."""
        return bool(self.given)

    def related(self, other: "PersonName") -> bool:
        """Whether the surnames can be one: "van den Berg" and "Berg", but not two that share their last word alone.

        >>> parse("Jan van den Berg").related(parse("Berg")), parse("Ad van Vliet Bos").related(parse("Ad van Dam Bos"))
        (True, False)
        """
        mine, theirs = (
            [word for word in name.surname.split() if word not in words()["particle"]] for name in (self, other)
        )
        short, long = sorted((mine, theirs), key=len)
        return self.last == other.last and long[len(long) - len(short) :] == short

    def agrees(self, other: "PersonName") -> bool:
        """Whether the given names can be one person's: equal, an initial of the other's, or not said.

        >>> parse("H. de Jong").agrees(parse("Hugo de Jong")), parse("Piet de Jong").agrees(parse("Hugo de Jong"))
        (True, False)
        """
        return all(_same_given(left, right) for left, right in zip(self.given, other.given, strict=False))

    def familiar(self, other: "PersonName") -> bool:
        """The same, or one given name is short for the other: enough where the surname and an office agree too.

        >>> parse("Ferd Bos").familiar(parse("Ferdinand Bos")), parse("Piet Bos").familiar(parse("Ferdinand Bos"))
        (True, False)
        """
        if self.agrees(other):
            return True
        short, long = sorted((self.given[0], other.given[0]), key=len)
        return len(short) >= SHORT and long.startswith(short)


@cache
def words() -> Mapping[str, frozenset[str]]:
    """The function words of names by kind."""
    lines = (resources.language() / "knowledge" / WORDS).read_text(encoding="utf-8").splitlines()[1:]
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for kind, word in (line.split("\t") for line in lines):
        kinds[kind].add(word)
    return {kind: frozenset(held) for kind, held in kinds.items()}


@lru_cache(maxsize=NAMES)
def fold(name: str) -> str:
    """The name without case, accents, quotes, leading article and legal form.

    >>> fold("De Café's B.V."), fold("FC Den-Bosch")
    ("cafe's", 'fc den bosch')
    """
    plain = unicodedata.normalize("NFD", normal(name)).casefold()
    text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    parts = [part.strip("\"'“”„,.()") for part in text.replace("-", " ").split()]
    kept = [part for part in parts if part]
    while len(kept) > 1 and kept[0] in words()["article"]:
        kept = kept[1:]
    while len(kept) > 1 and kept[-1] in words()["legal"]:
        kept = kept[:-1]
    return " ".join(kept)


def nominative(form: str) -> str:
    """The form without a genitive ending, if it has one.

    >>> nominative("Ruttes"), nominative("May's"), nominative("Kok")
    ('Rutte', 'May', 'Kok')
    """
    return form.removesuffix("s").rstrip("'’")


@lru_cache(maxsize=NAMES)
def generic(folded: str) -> bool:
    """Whether a folded name fits one thing in every place, or another one each time, as the holder of an office does.

    >>> generic("gemeenteraad"), generic("gemeenteraad van breda"), generic("tweede kamerlid")
    (True, False, True)
    """
    parts = folded.split()
    return all(word in _empty() for word in parts) or any(word.endswith(tuple(words()["turns"])) for word in parts)


def telling_words(folded: str) -> int:
    """How many words of a folded name tell it from others; a number tells as much as a word.

    >>> telling_words("co2"), telling_words("natura"), telling_words("natura 2000")
    (2, 1, 3)
    """
    return len(folded.split()) + any(letter.isdigit() for letter in folded)


@lru_cache(maxsize=NAMES)
def parse(name: str) -> PersonName:
    """The parts of a person's name; a title before it is left out."""
    parts = [part.strip("'") for part in _separated(name).split()]
    while len(parts) > 1 and parts[0].rstrip(".") in words()["title"]:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1].rstrip(".") in words()["suffix"] | words()["byline"]:
        parts = parts[:-1]
    at = next((i for i, part in enumerate(parts) if part in words()["particle"] and i < len(parts) - 1), len(parts) - 1)
    given = tuple(part.rstrip(".") for part in parts[:at])
    surname = " ".join(parts[at:])
    return PersonName(given, surname, parts[-1] if parts else "")


def many(folded: str) -> bool:
    """Whether a folded name holds a noun of which a country has many, such as a ministry.

    >>> many("amerikaanse ministerie"), many("amerikaanse regering")
    (True, False)
    """
    return not words()["many"].isdisjoint(folded.split())


def several(folded: str) -> bool:
    """Whether a folded name holds a noun of which a town has several, such as a hospital."""
    return not words()["several"].isdisjoint(folded.split())


@cache
def _empty() -> frozenset[str]:
    """The words that tell nothing apart."""
    return words()["generic"] | words()["particle"] | words()["article"]


def _separated(name: str) -> str:
    """Folded, with the initials apart: "J.P. Balkenende" is "j. p. balkenende"; a hyphen binds the last word alone."""
    text = unicodedata.normalize("NFD", name).casefold()
    plain = "".join(letter for letter in text if not unicodedata.combining(letter))
    *before, last = plain.replace("’", "'").replace(".", ". ").split() or [""]
    return " ".join([*(part.replace("-", " ") for part in before), last])


def _same_given(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    return long.startswith(short) if len(short) == 1 else left == right
