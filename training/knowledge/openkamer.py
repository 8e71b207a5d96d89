"""Dutch politicians as openkamer lists them: names, birth dates, parties, seats and posts in cabinets."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from training.knowledge import rows

CHAMBER = "Q233262"
KINDS = {"PMI": "head_of_government"}
TITLES = {
    "PMI": "minister-president",
    "DPM": "vicepremier",
    "MIN": "minister",
    "MWP": "minister",
    "SOS": "staatssecretaris",
}
STATE = "Nederland"


class Term(NamedTuple):
    """A term of office without its holder."""

    relation: str
    of: str
    title: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """One politician with all spellings of the name."""

    id: str
    names: list[str]
    born: str | None
    terms: list[Term]


def people(lexicons: Path, ids: Mapping[str, str]) -> Iterator[Person]:
    """Every politician; `ids` leads from a name to the id of a party or country of ours."""
    models = _models(lexicons / "openkamer")
    terms: defaultdict[int, list[Term]] = defaultdict(list)
    for holder, term in (*_posts(models, ids[STATE]), *_seats(models), *_memberships(models, ids)):
        terms[holder].append(term)
    for key, fields in sorted(models["person.person"].items()):
        surname = " ".join(filter(None, (fields["surname_prefix"], fields["surname"])))
        full = f"{fields['forename']} {surname}"
        names = [full] if fields["forename"] else []
        names += [f"{fields['initials']} {surname}"] if fields["initials"] else []
        if names:
            yield Person(fields["wikidata_id"] or f"persoon-{rows.slug(full)}", names, fields["birthdate"], terms[key])


def _models(folder: Path) -> dict[str, dict[int, dict[str, Any]]]:
    models: defaultdict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for name in ("person", "parliament", "government"):
        for item in rows.document(folder / f"{name}.json.gz"):
            models[item["model"]][item["pk"]] = item["fields"]
    return models


def _posts(models: Mapping[str, Mapping[int, Mapping[str, Any]]], state: str) -> Iterator[tuple[int, Term]]:
    for post in models["government.governmentmember"].values():
        position = models["government.governmentposition"][post["position"]]
        ministry = models["government.ministry"].get(position["ministry"], {"name": position["extra_info"]})["name"]
        title = " van ".join(filter(None, (TITLES[position["position"]], ministry)))
        relation = KINDS.get(position["position"], "minister_of")
        yield post["person"], Term(relation, state, title, post["start_date"], post["end_date"])


def _seats(models: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> Iterator[tuple[int, Term]]:
    for seat in models["parliament.parliamentmember"].values():
        yield seat["person"], Term("member_of", CHAMBER, "Tweede Kamerlid", seat["joined"], seat["left"])


def _memberships(
    models: Mapping[str, Mapping[int, Mapping[str, Any]]], ids: Mapping[str, str]
) -> Iterator[tuple[int, Term]]:
    for held in models["parliament.partymember"].values():
        party = models["parliament.politicalparty"][held["party"]]
        of = ids.get(party["name_short"]) or ids.get(party["name"])
        if of:
            yield held["person"], Term("member_of", of, "lid", held["joined"], held["left"])
