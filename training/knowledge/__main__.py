"""`python -m training.knowledge`: compiles the knowledge base from the lexicons under GRAPHKIT_SHARED.

Needs `pip install -r training/knowledge/requirements.txt`; writes `graphkit/lang/nl/knowledge/`.
"""

import os
import sys
from pathlib import Path

from graphkit import knowledge, resources
from training.knowledge import cabinets, checks, countries, organisations, people, places, rows


def main() -> int:
    """Compiles and writes both tables; says how much they hold."""
    shared = os.environ.get("GRAPHKIT_SHARED")
    if not shared:
        print("set GRAPHKIT_SHARED to the folder that holds lexicons/", file=sys.stderr)
        return 2
    lexicons = Path(shared) / "lexicons"
    states = dict(countries.compile_countries(lexicons))
    entries = [*states.values(), *places.compile_regions(states)]
    entries += places.compile_cities(lexicons, states, {entry.id for entry in entries})
    entries += organisations.compile_organisations(lexicons, states)
    entries += cabinets.compile_cabinets(lexicons, states)
    holders, offices = people.compile_people(lexicons, states, entries)
    entries = places.without_surnames([*entries, *holders], {states[code].id for code in places.NEAR})
    checks.refuse_doubles(entries)
    folder = resources.language() / "knowledge"
    rows.write_entries(folder / knowledge.ENTRIES, entries)
    rows.write_offices(folder / knowledge.OFFICES, offices)
    print(f"{len(entries)} entries, {len(offices)} terms of office")
    return 0


if __name__ == "__main__":
    sys.exit(main())
