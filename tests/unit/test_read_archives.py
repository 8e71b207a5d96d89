"""Archives: what is in them is read in place, and nothing in them is trusted."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from graphkit.model import Article
from graphkit.read import read
from graphkit.read.archives import DEEPEST

FILES = {"a.txt": "Een tekst.", "b/c.txt": "Nog een.", "../../d.txt": "Buiten.", "/abs/e.txt": "Absoluut."}
IDS = {"x~a", "x~b-c", "x~d", "x~abs-e"}


def zipped(files: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def tarred(files: dict[str, str | bytes], mode: str = "w") -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode=mode) as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            data = text.encode() if isinstance(text, str) else text
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return content.getvalue()


def results(tmp_path, name: str, content: bytes):
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    found = list(read([str(folder / name)]))
    assert [path.name for path in folder.iterdir()] == [name]
    return found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", zipped(FILES)),
        ("x.tar", tarred(FILES)),
        ("x.tar.gz", tarred(FILES, "w:gz")),
        ("x.tgz", tarred(FILES, "w:gz")),
        ("x.tar.bz2", tarred(FILES, "w:bz2")),
        ("x.tar.xz", tarred(FILES, "w:xz")),
    ],
)
def test_every_regular_file_in_an_archive_is_read_and_none_is_made(tmp_path, name, content):
    found = results(tmp_path, name, content)
    assert {article.id for article in found} == IDS
    assert {article.text for article in found} == set(FILES.values())
    assert not (tmp_path / "d.txt").exists()


@pytest.mark.parametrize(("suffix", "compress"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_a_compressed_file_is_read_under_its_own_name(tmp_path, suffix, compress):
    (article,) = results(tmp_path, f"stuk.txt.{suffix}", compress("Eén tekst.".encode()))
    assert (article.id, article.text) == ("stuk", "Eén tekst.")


def test_archives_in_archives_are_read(tmp_path):
    inner = tarred({"y.zip": zipped({"z.txt": "Diep."}), "w.txt": "Hoog."}, "w:gz")
    found = results(tmp_path, "x.zip", zipped({"v.tar.gz": inner}))
    assert {article.id: article.text for article in found} == {"x~v~y~z": "Diep.", "x~v~w": "Hoog."}


def test_archives_that_go_too_deep_are_reported(tmp_path):
    content = b"Diep."
    for _ in range(DEEPEST + 1):
        content = zipped({"x.zip" if content[:2] == b"PK" else "x.txt": content})
    (unreadable,) = results(tmp_path, "x.zip", content)
    assert unreadable.reason == "archives in archives, more than 4 deep"


def test_a_file_that_grows_without_end_costs_no_more_than_the_limit(tmp_path):
    (unreadable,) = results(tmp_path, "x.txt.gz", gzip.compress(b" " * 50_000_000))
    assert unreadable.reason == "longer than 800,000 bytes, the limit for one article"


def test_the_same_name_twice_gives_two_articles(tmp_path):
    found = results(tmp_path, "x.tar", tarred({"a.txt": "Een.", "A.txt": "Twee.", "a.md": "Drie."}))
    assert [article.id for article in found] == ["x~a", "x~A~~2", "x~a~~3"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", zipped(FILES)[:100]),
        ("x.zip", b""),
        ("x.tar", tarred(FILES)[:600]),
        ("x.tar", b"no archive at all" * 100),
        ("x.tar.gz", tarred(FILES, "w:gz")[:120]),
        ("x.txt.gz", gzip.compress(b"Een tekst.")[:-9]),
        ("x.txt.xz", b"no xz"),
    ],
)
def test_a_damaged_archive_is_reported(tmp_path, name, content):
    found = results(tmp_path, name, content)
    assert [f for f in found if not isinstance(f, Article)]


def test_an_encrypted_member_is_reported(tmp_path):
    content = bytearray(zipped({"a.txt": "Geheim."}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (unreadable,) = results(tmp_path, "x.zip", bytes(content))
    assert unreadable.reason == "encrypted"
    assert unreadable.path.endswith("x.zip/a.txt")
