"""The names that the pipeline sees, mended by the tree, with articles, titles and quotation marks taken off."""

from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract import compounds, kinds, titles, works
from graphkit.extract.phrases import Discourse
from graphkit.syntax import Sentence, Token

COMMON = frozenset({"NOUN", "ADJ", "VERB", "ADV", "AUX"})
OF = "van"
WORK = "Work"
# "van den": with two particles behind it, one word of any kind is a given name.
MIDDLE = 3
# "KDV's", "A4'tjes": plurals of what is no name.
PLURALS = ("'s", "’s", "'tje", "'tjes", "’tjes")
QUOTES = "\"'‘’“”,`"


def find(discourse: Discourse, sentence: Sentence) -> Iterator[tuple[list[Token], str]]:
    """The pipeline's names, mended by the tree, with articles, titles and quotation marks taken off."""
    used: set[int] = set()
    for run in _runs(sentence):
        if id(run[0]) in used:
            continue
        whole = [*_front(discourse, sentence, run), *_whole(discourse, _officer(discourse, run))]
        used.update(map(id, whole))
        label = "PER" if len(whole) > len(run) and _named_so(whole, run) else run[0].entity
        for piece in (
            p for whole_piece in _split_at_roles(discourse, whole) for p in _split_apart(discourse, whole_piece)
        ):
            trimmed = _trim(discourse, works.of_maker(discourse, piece))
            if trimmed and not _no_name(discourse, sentence, trimmed):
                yield trimmed, label


def _runs(sentence: Sentence) -> Iterator[list[Token]]:
    """The tokens of each name that the pipeline found."""
    run: list[Token] = []
    for token in [*sentence.tokens, None]:
        if run and (token is None or token.entity_start or token.entity != run[-1].entity or not token.entity):
            yield run
            run = []
        if token is not None and token.entity:
            run.append(token)


def _whole(discourse: Discourse, run: list[Token]) -> list[Token]:
    """The name with what the tree joins to it: "Bert" + "Romp", and a given name with "van" and a surname."""
    whole = list(run)
    while True:
        follower = discourse.following(whole[-1])
        if follower is None:
            return whole
        if (
            _is_flat(follower, whole)
            and (follower.text[:1].isupper() or _is_version(follower, run))
            and follower.pos in ("PROPN", "X", "NUM")
            and not (follower.entity and "PER" in (follower.entity, run[0].entity) and follower.entity != run[0].entity)
            and not compounds.front_of(discourse, whole[-1])[0]
        ):
            whole.append(follower)
            continue
        longer = _with_surname(discourse, whole, follower) or _bridged(discourse, whole, follower)
        if not longer:
            return whole
        whole = longer


def _is_version(token: Token, run: list[Token]) -> bool:
    """Whether a short number counts the versions of a product: "Windows" + "7"."""
    return run[0].entity == "MISC" and token.text[:1].isdigit() and len(token.text) < MIDDLE


def _front(discourse: Discourse, sentence: Sentence, run: list[Token]) -> list[Token]:
    """The capitalised kind of thing right before its name, as a part of it: "Theater" + "Utrecht"."""
    before = discourse.preceding(run[0])
    if before is None or run[0].entity == "PER" or before.entity or not before.text[:1].isupper():
        return []
    kind = discourse.rules.types["part"].get(before.lower)
    return (
        [before]
        if kind is not None and not sentence.opens_with(before) and not discourse.rules.role(before.lower)
        else []
    )


def _officer(discourse: Discourse, run: list[Token]) -> list[Token]:
    """The name of an office-holder without what the office is of: "Jansma" of "burgemeester Jansma van Assen"."""
    before = discourse.preceding(run[0])
    at = next((i for i, token in enumerate(run) if i and token.lower == OF), 0)
    if before is None or not at or at == len(run) - 1 or run[0].entity != "PER":
        return run
    places = discourse.knowledge.lookup(discourse.text(run[at + 1 :]))
    accepts, offices = ontology.load().accepts, titles.ending(discourse, before)
    return (
        run[:at]
        if any(OF in r.slots and accepts(r.relation, "Person", e.type) for r in offices for e in places)
        else run
    )


def _is_flat(token: Token, whole: list[Token]) -> bool:
    return token.dep in ("flat", "fixed") and any(token.head is own for own in whole)


def _bridged(discourse: Discourse, whole: list[Token], follower: Token) -> list[Token]:
    """A title with a particle inside it that the tree holds together: "Tour" + "de" + "France"."""
    if whole[0].entity != "PER" and follower.lower in discourse.rules.modifiers["foreign"]:
        return _foreign(discourse, whole, follower)
    if whole[0].entity == "PER" or follower.lower not in discourse.rules.modifiers["particle"]:
        return []
    last = discourse.following(follower)
    if last is None or not (_is_flat(follower, whole) and _is_flat(last, whole)) or not last.text[:1].isupper():
        return []
    if last.entity == "ORG" and last.entity_start:
        return []
    return [*whole, follower, last]


def _foreign(discourse: Discourse, whole: list[Token], follower: Token) -> list[Token]:
    """A foreign title with a particle that no Dutch name has: "House" + "of" + "Cards", but not "Ajax of PSV"."""
    last = discourse.following(follower)
    if last is None or not last.text[:1].isupper():
        return []
    if last.entity_start and not (_is_flat(follower, whole) and _is_flat(last, whole)):
        return []
    return [] if discourse.knowledge.lookup(discourse.text(whole)) else [*whole, follower, last]


def _named_so(whole: list[Token], run: list[Token]) -> bool:
    """Whether what was joined to the name is a particle in lower case and a surname: "Indi van den Heuvel"."""
    return len(run) == 1 and len(whole) > MIDDLE and all(t.text.islower() for t in whole[1:-1])


def _with_surname(discourse: Discourse, whole: list[Token], follower: Token) -> list[Token]:
    """A single given name, a particle and a surname; not an office-holder and what the office is of."""
    if len(whole) != 1 or not follower.text.islower():
        return []
    tokens, particles = list(whole), discourse.rules.modifiers["particle"]
    token: Token | None = follower
    while token is not None and token.text.islower() and token.lower in particles:
        tokens.append(token)
        token = discourse.following(token)
    before = discourse.preceding(whole[0])
    of_names = any(t.lower in discourse.rules.modifiers["surname"] for t in tokens)  # no office is "van den" anything
    if before is not None and titles.is_title(discourse, before) and not of_names:
        return []
    if token is None or len(tokens) == 1 or not token.text[:1].isupper() or token.text.isupper():
        return []
    if token.entity in ("ORG", "MISC"):
        return []
    if whole[0].entity != "PER" and (len(tokens) < MIDDLE or discourse.knowledge.lookup(whole[0].text)):
        return []
    if discourse.knowledge.adjective(token.text):
        return []
    entries = discourse.knowledge.lookup(token.text)
    if entries and entries[0].type not in ("City", "Person"):
        return []
    return [*tokens, token]


def _split_at_roles(discourse: Discourse, run: list[Token]) -> list[list[Token]]:
    """The names on both sides of an office: "Apple CEO Steve Jobs"."""
    pieces: list[list[Token]] = [[]]
    for token in run:
        held = token.lower in discourse.rules.roles and not _is_titled(discourse, token, run)
        if held or _counts_members(discourse, token):
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _counts_members(discourse: Discourse, token: Token) -> bool:
    """Whether the word with a hyphen is the plural of an office: "Tweede-Kamerleden"."""
    ends = tuple(end for end, kind in discourse.rules.types["common"].items() if kind == "Organization")
    return "-" in token.text and token.text[:1].isupper() and token.lower.endswith(ends)


def _split_apart(discourse: Discourse, run: list[Token]) -> list[list[Token]]:
    """Two known names side by side, where no name goes on: "Frankrijk" + "Shell", "VS." + "New Delhi"."""
    if _is_heading(discourse, run):
        return [run[1:]]
    if len(run) > 1 and compounds.is_compound(discourse, run[0]) and kinds.noun_type(discourse, run[0]) is not None:
        return [run[:1], run[1:]]  # "Netflix-serie" + "The Crown"
    for at in range(1, len(run)):
        left, right = discourse.text(run[:at]), discourse.text(run[at:])
        ahead = run[at].pos == "PROPN" and all(t.pos != "PROPN" for t in run[:at])
        if ahead and titles.follows_portfolio(discourse, run[at]):
            return [run[:at], run[at:]]
        before = discourse.knowledge.lookup(left)
        if not before and at > 1 and _is_land(discourse, run[at:]):
            return [run[:at], run[at:]]
        if not before or discourse.knowledge.lookup(discourse.text(run)):
            continue
        after = discourse.knowledge.lookup(right)
        if before[0].type == "GovernmentBody" and titles.follows_portfolio(discourse, run[at]):
            return [run[:at], run[at:]]
        if left.endswith(".") or (before[0].type == "Country" and after and after[0].type != "Person"):
            return [run[:at], run[at:]]
    return [run]


def _is_land(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether a person's name, as the pipeline sees it, ends in a country: "bondscoach Jan Smit" + "Italië"."""
    if len(tokens) != 1 or tokens[0].entity != "PER":
        return False
    return any(e.type == "Country" and e.label_nl == tokens[0].text for e in discourse.knowledge.lookup(tokens[0].text))


def _is_titled(discourse: Discourse, token: Token, run: list[Token]) -> bool:
    """Whether an office's word is part of the name: the last of several, or the capital of "Premier League"."""
    follower = discourse.following(token)
    if titles.is_inside(discourse, token):
        return False
    if token is run[-1]:
        return len(run) > 1 and not (follower is not None and follower.entity == "PER")
    opens = discourse.sentence(token).opens_with(token)
    in_name = token.text.istitle() and token.entity in ("MISC", "ORG") and not opens
    return in_name or titles.begins_name(discourse, token)


def _is_heading(discourse: Discourse, run: list[Token]) -> bool:
    """Whether a common noun opens the sentence right before a known name: "Spektakelstuk" before "Ajax"."""
    first, types = run[0], discourse.rules.types
    if len(run) < 2 or (first.entity, first.pos) != ("MISC", "NOUN") or not discourse.sentence(first).opens_with(first):  # noqa: PLR2004
        return False
    if first.lower in types["part"] or first.lower in types["noun"] or kinds.noun_type(discourse, first) is not None:
        return False
    rest = discourse.knowledge.lookup(discourse.text(run[1:]))
    place = bool(rest) and ontology.load().is_a(rest[0].type, "Place")
    return bool(rest) and not place and not discourse.knowledge.lookup(discourse.text(run))


def _describes(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether an article or a place's adjective and an institution's noun are no name: "De aanslag", "Finse leger"."""
    last = tokens[-1]
    opened = tokens[0].lower in discourse.rules.modifiers["definite"]
    if not last.text.islower() or not (opened or discourse.knowledge.adjective(tokens[0].text)):
        return False
    forms = {last.lower, last.lemma.lower()}
    return any(
        discourse.rules.descriptor(f"{before}{form}") for form in forms for before in ("", f"{tokens[-2].lower} ")
    )


def is_lower(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether only the head of the sentence gives the name its capital: "De aanslag" may be a book, but not there."""
    opened = discourse.sentence(tokens[0]).opens_with(tokens[0]) and len(tokens) > 1
    return opened and _describes(discourse, tokens) and all(token.text.islower() for token in tokens[1:])


def _ends_in_role(discourse: Discourse, token: Token) -> bool:
    """Whether the word is a role with something before it: "Nobelprijswinnaar"."""
    return "-" not in token.text and bool(discourse.rules.role(token.lemma.lower()))


def _trim(discourse: Discourse, tokens: list[Token]) -> list[Token]:
    honorific = discourse.rules.modifiers["honorific"]
    kept = list(tokens)
    while kept and (
        (kept[0].pos == "DET" and kept[0].text.islower())
        or kept[0].lower in honorific
        or kept[0].text in QUOTES
        or _is_inhabitant(discourse, kept)
        or _is_adjective(discourse, kept)
        or _is_athlete(discourse, kept)
        or (len(kept) > 1 and kinds.is_site(discourse, kept[1:]))
    ):
        kept.pop(0)
    while kept and (kept[-1].text in QUOTES or kept[-1].pos == "PUNCT" or _is_number(kept[-1])):
        kept.pop()
    return kept if any(character.isalnum() for token in kept for character in token.text) else []


def _is_number(token: Token) -> bool:
    """Whether a person's name ends here in a date or a score, as lists have it: "AD 22-3"."""
    return token.entity == "PER" and not any(c.isalpha() for c in token.text)


def _is_common(discourse: Discourse, token: Token) -> bool:
    """Whether the word names no one thing: an adjective, a noun without quotation marks, inhabitants."""
    if token.pos == "ADJ" or token.text.islower() or _inhabitants(discourse, token):
        return True
    if token.pos == "NOUN" and token.text.endswith(PLURALS):
        return True
    before = discourse.preceding(token)
    quoted = before is not None and before.text in QUOTES
    if token.pos != "NOUN" or not token.text.istitle() or quoted or kinds.noun_type(discourse, before) is not None:
        return False
    return kinds.type_of(discourse, [token], WORK) == WORK


def _is_holder(discourse: Discourse, token: Token) -> bool:
    """Whether the word ends like one that names no one thing: "Statenleden", "Facebookpagina"."""
    endings, lower = discourse.rules.types["common"], token.lower
    return any(lower[at:] in endings for at in range(len(lower) - 2))


def _inhabitants(discourse: Discourse, token: Token) -> bool:
    """Whether the word is formed from a known place, or is a plural of its inhabitants: "Zwollenaren"."""
    known, namesakes, word = discourse.knowledge, discourse.rules.nouns["namesake"], token.text
    singular = token.lemma[:1].upper() + token.lemma[1:]
    if singular != word and (known.demonym(singular) or known.adjective(singular)):
        return True
    for ending in discourse.rules.modifiers["inhabitant"]:
        stem = word.removesuffix(ending)
        if stem != word and known.demonym(stem):
            return True
        # A place's genitive ends in a letter too.
        if stem != word and len(ending) > 1 and any(e.type in namesakes for e in known.lookup(stem)):
            return True
    return False


def _is_inhabitant(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether an inhabitants' noun stands before the name proper: "Duitser Beerbaum", but not "Duitse voetbalbond"."""
    known = discourse.knowledge
    return (
        len(tokens) > 1
        and tokens[1].text[:1].isupper()
        and bool(known.demonym(tokens[0].text))
        and not known.lookup(tokens[0].text)
    )


def _is_athlete(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether what someone is in sports opens the sentence before the name: "Titelverdediger Jansen"."""
    first = tokens[0]
    if len(tokens) == 1 or not first.sentence.opens_with(first) or not tokens[1].text[:1].isupper():
        return False
    return first.lower in discourse.rules.nouns["athlete"] | discourse.rules.nouns["position"]


def is_discipline(discourse: Discourse, token: Token) -> bool:
    """Whether the word says what someone teaches: "hoogleraar Koreastudies"."""
    before = discourse.preceding(token)
    if before is None or not titles.is_title(discourse, before):
        return False
    return any(token.lower[at:] in discourse.rules.nouns["discipline"] for at in range(1, len(token.lower) - 2))


def _is_adjective(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether a place's adjective stands before a name that is known without it: "het Eindhovense ASML"."""
    first, known = tokens[0], discourse.knowledge
    before = discourse.preceding(first)
    if len(tokens) == 1 or before is None or (first.pos != "ADJ" and known.lookup(first.text)):
        return False
    if before.lower not in discourse.rules.modifiers["definite"] or not known.adjective(first.text):
        return False
    if known.lookup(discourse.text(tokens)):
        return False
    return bool(known.lookup(discourse.text(tokens[1:]))) or _is_firm(discourse, before, tokens)


def _is_firm(discourse: Discourse, article: Token, tokens: list[Token]) -> bool:
    """Whether "het" and a land's adjective introduce one bare name, as they do a firm's: "het Canadese Magna"."""
    name, types = tokens[-1], discourse.rules.types
    whole = len(tokens) == 2 and tokens[0].text.endswith("e") and name.pos == "PROPN"  # noqa: PLR2004
    kind = name.lower in types["part"] or name.lower in types["noun"] or name.lower in discourse.rules.nouns["contest"]
    return whole and article.lower in discourse.rules.modifiers["neuter"] and not kind


def _no_name(discourse: Discourse, sentence: Sentence, tokens: list[Token]) -> bool:
    """Whether one word that the pipeline took for a name is an adjective, an office or a common noun."""
    if len(tokens) > 1:
        if len(tokens) == 2 and tokens[0].pos == "DET" and sentence.opens_with(tokens[0]):  # noqa: PLR2004
            # "De Amersfoortse wethouder ...", "De aanslag ..."
            return bool(discourse.knowledge.adjective(tokens[1].text)) or _describes(discourse, tokens)
        return _describes(discourse, tokens) or (tokens[-1].entity == "MISC" and _is_holder(discourse, tokens[-1]))
    word = tokens[0].text
    if word in discourse.rules.modifiers["unit"] or is_discipline(discourse, tokens[0]):
        return True
    if sentence.opens_with(tokens[0]) and tokens[0].lower in discourse.rules.nouns["person"]:
        return not discourse.knowledge.lookup(word)
    common = tokens[0].pos in COMMON and not discourse.knowledge.lookup(word) and not word.isupper()
    if common and (sentence.opens_with(tokens[0]) or _ends_in_role(discourse, tokens[0])):
        return not compounds.is_compound(discourse, tokens[0])
    known = discourse.knowledge
    general = _is_holder(discourse, tokens[0]) or (tokens[0].entity == "MISC" and _is_common(discourse, tokens[0]))
    if general and not known.lookup(word):
        return True
    if discourse.rules.role(tokens[0].lemma.lower()) and word.islower():
        return True
    lands = [known.adjective(part) for part in word.split("-")]
    return bool((all(lands) or known.demonym(word)) and not known.lookup(word))
