"""Countries and territories, with every Dutch name, adjective and noun for their inhabitants."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from graphkit.knowledge import Entry
from training.knowledge import rows

OMITTED = "-"
# A sovereign state is what a bare name means before a territory or a region of that name.
STATE, TERRITORY = 80, 45
SOURCE = "naturalearth+cldr+mledoze+graphkit"
# What Natural Earth lists without the code that the other sources have for it: Kosovo and Taiwan.
CODES = {"Q1246": "XK", "Q865": "TW"}


def compile_countries(lexicons: Path) -> Iterator[tuple[str, Entry]]:
    """Pairs of ISO code and entry, for all that Natural Earth lists and our table does not omit."""
    ours = {row["iso2"]: row for row in rows.table(rows.TABLES / "countries.tsv")}
    shared = rows.document(lexicons / "cldr-territories-nl.json")["main"]["nl"]["localeDisplayNames"]["territories"]
    official = _official_names(lexicons)
    regions = {row["label_nl"] for row in rows.table(rows.TABLES / "places.tsv")}
    adjectives = _adjectives(lexicons)
    for row in rows.table(lexicons / "countries-naturalearth.tsv"):
        code = CODES.get(row["wikidata"], row["iso_a2"])
        own = ours.get(code, defaultdict(str))
        if own["label_en"] == OMITTED or not code.isalpha():
            continue
        english, dutch = own["label_en"] or row["name_en"], own["label_nl"] or row["name_nl"]
        names, independent = official.get(code, ([], False))
        spelled = [dutch, row["name_nl"], shared.get(code, ""), *names, *rows.several(own["names"])]
        # An English name of one word misleads in Dutch: Georgia is the state there, Jordan and Chad are people.
        spelled += [name for name in (english, row["name_en"]) if " " in name]
        spelled = [name for name in spelled if name == dutch or name not in regions]
        yield code, Entry(
            id=row["wikidata"], type="Country", label_en=english, label_nl=dutch,
            names=rows.distinct(name for name in spelled if "SAR" not in name and "(" not in name),
            adjectives=rows.distinct([*rows.several(own["adjectives"]), *adjectives[code]]),
            demonyms=rows.distinct(rows.several(own["demonyms"])),
            country=row["wikidata"], popularity=STATE if independent else TERRITORY, source=SOURCE,
        )  # fmt: skip


def _official_names(lexicons: Path) -> dict[str, tuple[list[str], bool]]:
    found = {}
    for country in rows.document(lexicons / "countries-mledoze.json.gz"):
        dutch = country["translations"].get("nld", {})
        names = [dutch.get("common", ""), dutch.get("official", "")]
        found[country["cca2"]] = (names, bool(country["independent"]))
    return found


def _adjectives(lexicons: Path) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows.table(lexicons / "country-adjectives-cldr.tsv"):
        found[row["iso2"]] += [uninflected(row["adjective_e"]), row["adjective_e"]]
    return found


def uninflected(adjective: str) -> str:
    """The Dutch adjective without its -e.

    >>> uninflected("Duitse"), uninflected("Albanese"), uninflected("Belgische")
    ('Duits', 'Albanees', 'Belgisch')
    """
    if adjective.endswith("ese"):
        return adjective[:-3] + "ees"
    return adjective.removesuffix("e")
