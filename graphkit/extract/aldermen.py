"""The board of a town, named by the titles of its members: "B en W van Zwolle", "burgemeester en wethouders"."""

from graphkit.extract import compounds, descriptions
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.syntax import Token

# The row of `descriptors.tsv`, the noun that the titles are of, and what joins them to it and to a town.
ROW, COLLEGE, OF = "b en w", "college", "van"


def find(discourse: Discourse) -> None:
    """Describes the board wherever its titles stand, with the town beside them; what a name took of it is freed."""
    forms = [tuple(form.split()) for form in discourse.rules.modifiers["aldermen"]]
    first = {form[0] for form in forms}
    for sentence in discourse.analysis.sentences:
        tokens = sentence.tokens
        for at, token in enumerate(tokens):
            for form in forms if token.lower in first else ():
                if tuple(t.lower for t in tokens[at : at + len(form)]) == form:
                    _describe(discourse, tokens[at : at + len(form)])


def _describe(discourse: Discourse, titles: list[Token]) -> None:
    words, place = list(titles), None
    before = discourse.preceding(words[0])
    college = discourse.preceding(before) if before is not None and before.lower == OF else None
    if college is not None and before is not None and college.lower == COLLEGE:
        words = [college, before, *words]
        before = discourse.preceding(college)
    compounds.free(discourse, words)
    if before is not None and id(before) in discourse.adjectives:
        place = discourse.adjectives[id(before)]
        words = [before, *words]
    place = place or _town(discourse, words)
    for rule in discourse.rules.descriptor(ROW)[:1]:
        descriptions.add(discourse, words[0].sentence, words, rule, place)


def _town(discourse: Discourse, words: list[Token]) -> Phrase | None:
    """The place behind the titles, whose words then belong to them."""
    joint = discourse.following(words[-1])
    place = discourse.at(discourse.following(joint)) if joint is not None and joint.lower == OF else None
    if place is None or joint is None or place.type != "City":
        return None
    words += [joint, *place.tokens]
    return place
