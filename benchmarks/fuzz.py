"""Damaged input: files of every format, cut, flipped, doubled and spliced, read back. Counts crashes and silent losses.

python -m benchmarks.fuzz [FILES] [SEED]
"""

import bz2
import gzip
import io
import json
import lzma
import random
import sys
import tarfile
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from graphkit.errors import UnreadableArticle
from graphkit.read import read

TEXT = "De Nederlandse minister Karin Jansen sprak in Zoëtermeer met de burgemeester over één café."
KINDS = ("article", "reported", "silent", "crash")
PAGE = f"<html><head><title>Jansen</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
RSS = f"<rss version='2.0'><channel><item><title>Kop</title><description>{TEXT}</description></item></channel></rss>"
NITF = (
    "<nitf><body><body.head><hedline><hl1>Kop</hl1></hedline></body.head>"
    f"<body.content><p>{TEXT}</p></body.content></body></nitf>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title>Kop</title>"
    f"<summary>{TEXT}</summary></entry></feed>"
)
NEWSML = (
    "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:1'>"
    f"<contentMeta><headline>Kop</headline></contentMeta><contentSet><inlineXML><html><body><p>{TEXT}</p></body></html></inlineXML></contentSet></newsItem>"
)
PDF = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>
endobj
4 0 obj
<< /Length 50 >>
stream
BT /F1 12 Tf 14 TL 5 7 Td (De verkiezingen.) Tj ET
endstream
endobj
5 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>
endobj
trailer << /Size 6 /Root 1 0 R >>
startxref
0
%%EOF"""


def samples() -> Mapping[str, bytes]:
    """One whole file of each format, by the suffix that it is read under."""
    records = "".join(json.dumps({"id": n, "title": "Kop", "text": TEXT}) + "\n" for n in range(3)).encode()
    table = f'id;title;text\n1;Kop;{TEXT}\n2;Kop;"{TEXT}\n{TEXT}"\n'.encode("cp1252")
    return {
        ".txt": f"date 2020-01 Kop\n\n{TEXT}\n".encode(), ".html": PAGE.encode(), ".jsonl": records,
        ".json": b"[" + records.replace(b"\n", b",")[:-1] + b"]", ".csv": table, ".rss": RSS.encode(),
        ".atom": ATOM.encode(), ".xml": NITF.encode(), ".newsml.xml": NEWSML.encode("utf-16"), ".pdf": PDF,
        ".txt.gz": gzip.compress(TEXT.encode()), ".txt.bz2": bz2.compress(TEXT.encode()),
        ".txt.xz": lzma.compress(TEXT.encode()), ".zip": _zip(records), ".tar": _tar(records, "w"),
        ".tar.gz": _tar(records, "w:gz"),
    }  # fmt: skip


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content after one to four cuts, flips, insertions, doublings or exchanges."""
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(content) + 1)
        end = min(len(content), place + chance.choice((1, 2, 8, 64)))
        content = chance.choice((
            content[:place],
            content[:place] + bytes(b ^ (1 << chance.randrange(8)) for b in content[place:end]) + content[end:],
            content[:place] + chance.randbytes(end - place) + content[place:],
            content[:end] + content[place:],
            content[place:] + content[:place],
            content[:place] + chance.choice((b"\x00", b"\xff\xfe", b"<!DOCTYPE a>", b"\n", b"~/..")) + content[place:],
        ))  # fmt: skip
    return content


def fuzz(files: int, seed: int = 1) -> Iterator[tuple[str, bytes, str]]:
    """Of each damaged file its suffix, bytes and outcome: `article`, `reported`, `silent` or a traceback."""
    chance = random.Random(seed)  # noqa: S311  (to be repeatable, not secret)
    whole = samples()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(files):
            suffix = chance.choice(sorted(whole))
            path = Path(folder) / f"{number}{suffix}"
            path.write_bytes(damaged(whole[suffix], chance))
            yield suffix, path.read_bytes(), _outcome(path)
            path.unlink()


def _outcome(path: Path) -> str:
    try:
        results = list(read([str(path)]))
    except Exception:  # noqa: BLE001  (whatever escapes is what this looks for)
        return traceback.format_exc()
    if not results:
        return "silent"
    return "reported" if any(isinstance(result, UnreadableArticle) for result in results) else "article"


def _zip(records: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b/c.jsonl", records)
    return content.getvalue()


def _tar(records: bytes, mode: str) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in (("a.txt", TEXT.encode()), ("b/c.jsonl", records)):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return content.getvalue()


def main() -> None:
    """Print the outcomes by format, and the first tracebacks."""
    numbers = [int(argument) for argument in sys.argv[1:]] or [10_000]
    begin = time.perf_counter()
    outcomes: Counter[tuple[str, str]] = Counter()
    for suffix, content, outcome in fuzz(*numbers):
        kind = outcome if outcome in KINDS else "crash"
        outcomes[suffix, kind] += 1
        if kind in {"crash", "silent"} and outcomes[suffix, kind] == 1:
            print(suffix, outcome, content[:300], sep="\n")
    for suffix in sorted(samples()):
        print(f"{suffix:<14}", *(f"{kind} {outcomes[suffix, kind]:>5}" for kind in KINDS))
    total = {kind: sum(count for (_, found), count in outcomes.items() if found == kind) for kind in KINDS}
    print(f"{'all':<14}", *(f"{kind} {total[kind]:>5}" for kind in KINDS))
    print(f"{time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main()
