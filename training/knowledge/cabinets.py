"""Dutch cabinets since the war, by the names that newspapers use: Rutte III, kabinet-Rutte."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from graphkit.knowledge import Entry
from training.knowledge import rows

SINCE = "1945"
NUMBERS = {"First": "I", "Second": "II", "Third": "III", "Fourth": "IV", "Fifth": "V"}
LABEL = re.compile(rf"(?:({'|'.join(NUMBERS)}) )?(.+?)(?: [Cc]abinet)")
POPULARITY = 50


def compile_cabinets(lexicons: Path, countries: Mapping[str, Entry]) -> Iterator[Entry]:
    """An entry for each cabinet, valid in its own time: a bare "kabinet-Kok" means the one of the article's date."""
    for row in rows.commas(lexicons / "office-holders" / "netherlands-cabinet" / "all-cabinets.csv"):
        start, end = row["startTime"] or row["inception"], row["endTime"] or row["abolished"]
        match = LABEL.fullmatch(row["itemLabel"])
        if match is None or start < SINCE:
            continue
        premier, number = match[2], NUMBERS.get(match[1] or "", "")
        full = f"{premier} {number}".strip()
        names = [f"kabinet-{full}", f"Kabinet-{full}", f"kabinet {full}", f"kabinet-{premier}", f"kabinet {premier}"]
        yield Entry(
            id=row["item"], type="GovernmentBody", label_en=row["itemLabel"], label_nl=f"kabinet-{full}",
            names=rows.distinct([*names, full] if number else names), country=countries["NL"].id,
            start=start, end=end or None, popularity=POPULARITY, source="everypolitician",
        )  # fmt: skip
