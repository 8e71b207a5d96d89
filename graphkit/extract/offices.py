"""What the text adds to an office: how it is held ("voormalig", "waarnemend"), and a minister's portfolio."""

from collections.abc import Iterator, Mapping
from functools import cache

from graphkit import resources
from graphkit.extract import scope
from graphkit.extract.findings import Finding
from graphkit.extract.lexicon import rows
from graphkit.extract.phrases import Discourse
from graphkit.syntax import Token

STATUS, PORTFOLIO = "status", "portfolio"
FORMER = "former"
OFFICE = "role"
# Longer than this, what follows "minister van" is no portfolio.
LONGEST = 8
# What may follow an office and is no part of its portfolio: who holds it, whose it is, and the holder's party.
NO_PORTFOLIO = frozenset({"Person", "Country", "PoliticalParty"})


@cache
def words(language: str = "nl") -> Mapping[str, Mapping[str, str]]:
    """The words of each kind, with what they stand for where the kind tells ("status former")."""
    found: dict[str, dict[str, str]] = {}
    for row in rows(resources.language(language) / "qualifiers.tsv", ("kind", "words")):
        kind, _, meaning = row["kind"].partition(" ")
        found.setdefault(kind, {}).update(dict.fromkeys(row.words("words"), meaning))
    return found


def details(discourse: Discourse, finding: Finding) -> tuple[tuple[str, str], ...]:
    """What the finding's office has beside it, by name, sorted."""
    if finding.family != OFFICE:
        return finding.details
    found = dict(finding.details)
    status = next(_statuses(discourse, finding.trigger), None)
    if status is not None:
        found.setdefault(STATUS, status)
    if finding.relation in words(discourse.rules.language)["of"]:
        portfolio = _portfolio(discourse, finding)
        if portfolio:
            found.setdefault(PORTFOLIO, portfolio)
    return tuple(sorted(found.items()))


def _statuses(discourse: Discourse, office: Token) -> Iterator[str]:
    known = words(discourse.rules.language)["status"]
    for child in office.all_children(*discourse.rules.labels["adjective_modifier"]):
        yield from (known[word] for word in scope.forms(child) if word in known)
    for affix, meaning in sorted(known.items()):
        if affix.endswith("-") and affix in office.lower:
            yield meaning
    copula = office.child(*discourse.rules.labels["copula"])
    if copula is not None and "Tense=Past" in copula.morph and copula.lemma.lower() in words()["was"]:
        yield FORMER


def _portfolio(discourse: Discourse, finding: Finding) -> str:
    """The words behind "minister van" or behind the minister's name."""
    known = words(discourse.rules.language)["portfolio"]
    holder = finding.subject.tokens[-1] if discourse.sentence(finding.trigger) is finding.subject.sentence else None
    for last in (finding.trigger, holder):
        mark = discourse.following(last) if last is not None else None
        first = discourse.following(mark) if mark is not None and mark.lower in known else None
        if first is not None:
            return _span(discourse, first)
    return ""


def _span(discourse: Discourse, first: Token) -> str:
    """The nouns from the first one on, with their adjectives and what joins them: "Buitenlandse Zaken en Handel"."""
    joints = words(discourse.rules.language)["joint"]
    run: list[Token] = []
    token: Token | None = first
    while token is not None and len(run) < LONGEST:
        if not (_is_part(discourse, token) or (run and token.lower in joints)):
            break
        run.append(token)
        token = discourse.following(token)
    while run and (run[-1].lower in joints or run[-1].pos == "ADJ"):
        run.pop()
    return discourse.analysis.article.text[run[0].start : run[-1].end] if run else ""


def _is_part(discourse: Discourse, token: Token) -> bool:
    labels = discourse.rules.labels
    phrase = discourse.at(token)
    if (phrase is not None and phrase.type in NO_PORTFOLIO) or discourse.rules.role(token.lemma.lower()):
        return False
    return token.pos in labels["noun_pos"] | labels["name_pos"] | {"ADJ", "X"} and id(token) not in discourse.adjectives
