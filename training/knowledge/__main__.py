"""`python -m training.knowledge`: compiles the knowledge base from the lexicons under GRAPHKIT_SHARED.

Needs `pip install -r training/knowledge/requirements.txt`; writes `graphkit/lang/nl/knowledge/`.
"""

import os
import sys
from pathlib import Path

from graphkit import knowledge, resources
from training.knowledge import rows
from training.knowledge.compile import everything


def main() -> int:
    """Compiles and writes both tables; says how much they hold."""
    shared = os.environ.get("GRAPHKIT_SHARED")
    if not shared:
        print("set GRAPHKIT_SHARED to the folder that holds lexicons/", file=sys.stderr)
        return 2
    entries, offices = everything(Path(shared) / "lexicons")
    folder = resources.language() / "knowledge"
    rows.write_entries(folder / knowledge.ENTRIES, entries)
    rows.write_offices(folder / knowledge.OFFICES, offices)
    print(f"{len(entries)} entries, {len(offices)} terms of office")
    return 0


if __name__ == "__main__":
    sys.exit(main())
