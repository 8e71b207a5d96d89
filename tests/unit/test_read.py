"""Reading: what becomes an article, under which id, and what is reported instead."""

import os
import time
from pathlib import Path

import pytest

from graphkit.errors import InputError, UnreadableArticle
from graphkit.model import Article
from graphkit.read import read

TEXT = "De geïnformeerde minister sprak in Zoëtermeer over één café: “Dat kost € 5.”"


def one(path: Path) -> Article | UnreadableArticle:
    (result,) = read([str(path)])
    return result


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("text", "published", "title", "body"),
    [
        ("date 2020-01 De minister is terug.", "2020-01", None, "De minister is terug."),
        (" date 2020-01-31\nDe minister is terug.\n", "2020-01-31", None, "De minister is terug."),
        ("De minister is terug.", None, None, "De minister is terug."),
        ("date 2020-13 is geen datum.", None, None, "date 2020-13 is geen datum."),
        ("date 2020-01 Minister terug\n\nZij landde.", "2020-01", "Minister terug", "Zij landde."),
        ("Minister terug\r\n \r\nZij landde.\r\n", None, "Minister terug", "Zij landde."),
        ("Waar blijft zij?\n\nZij landde.", None, "Waar blijft zij?", "Zij landde."),
        ("'Zij is terug'\n\nZij landde.", None, "'Zij is terug'", "Zij landde."),
        ("Zij is terug in de V.S.\n\nZij landde.", None, "Zij is terug in de V.S.", "Zij landde."),
        ("Zij is terug.\n\nZij landde.", None, None, "Zij is terug.\n\nZij landde."),
        ("Een kop zonder tekst\n\n", None, None, "Een kop zonder tekst"),
        ("woord " * 40 + "\n\nZij landde.", None, None, "woord " * 40 + "\n\nZij landde."),
    ],
)
def test_date_title_and_body_are_told_apart(tmp_path, text, published, title, body):
    article = one(write(tmp_path, "stuk.txt", text))
    assert article.text == text
    assert article.published == published
    assert (article.title and article.title.of(text)) == title
    assert article.body.of(text) == body.strip()


def test_the_seed_has_a_date_and_no_title():
    article = one(Path(__file__).parents[2] / "seeds" / "seed.txt")
    assert (article.id, article.published, article.title) == ("seed", "2020-01", None)
    assert article.body.of(article.text).startswith("De Nederlandse trainingsmissie")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_an_encoding_that_can_be_told_is_decoded(tmp_path, encoding):
    assert one(write(tmp_path, "stuk.txt", TEXT.encode(encoding))).text == TEXT


def test_latin_1_is_decoded(tmp_path):
    text = "De coöperatie in België vroeg financiële steun aan de Poolse premier; zij kreeg één reactie."
    assert one(write(tmp_path, "stuk.txt", text.encode("latin-1"))).text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"date 2020-01 \n", "empty after its date"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (bytes(range(1, 256)) * 40, "binary|cannot be told|damaged"),
        (TEXT.encode()[:-1], "damaged UTF-8"),
        (b"\xff\xfea", "not utf-16"),
        (b"woord " * 900_000, "longer than 800,000 bytes"),
        (b"woord " * 40_000, "longer than 200,000 characters"),
    ],
)
def test_what_is_no_article_is_reported(tmp_path, content, reason):
    path = write(tmp_path, "stuk.txt", content)
    unreadable = one(path)
    assert isinstance(unreadable, UnreadableArticle)
    assert unreadable.path == str(path)
    assert pytest.raises(UnreadableArticle, match=reason).matches(unreadable)


def test_one_long_line_is_refused_in_the_time_of_a_short_one(tmp_path):
    short = write(tmp_path, "kort.txt", "woord " * 30_000)
    long = write(tmp_path, "lang.txt", b"woord " * 5_000_000)
    begin = time.perf_counter()
    one(short)
    middle = time.perf_counter()
    one(long)
    assert time.perf_counter() - middle < 20 * (middle - begin) + 0.05


def test_a_folder_is_read_whole_and_in_order(tmp_path):
    for name in ("b.txt", "a.txt", "c/d.md", "c/e", ".git/x.txt", ".hidden.txt"):
        write(tmp_path, name, f"De inhoud van {name}.")
    write(tmp_path, "foto.jpg", b"\xff\xd8")
    results = list(read([str(tmp_path)]))
    assert [r.id for r in results if isinstance(r, Article)] == ["a", "b", "d", "e"]
    (unreadable,) = [r for r in results if isinstance(r, UnreadableArticle)]
    assert (Path(unreadable.path).name, unreadable.reason) == ("foto.jpg", "no reader for .jpg files")


def test_a_named_file_needs_no_suffix_that_is_known(tmp_path):
    assert one(write(tmp_path, "stuk.artikel", "De tekst.")).body.of("De tekst.") == "De tekst."


def test_ids_do_not_depend_on_the_order_or_the_place(tmp_path):
    for root in ("een", "twee"):
        for name in ("sport/maas.txt", "politiek/maas.txt", "los.txt"):
            write(tmp_path / root, name, f"Over {name}.")
    paths = [str(p) for p in sorted((tmp_path / "een").rglob("*.txt"))]
    ids = {a.id: a.text for a in read(paths)}
    assert len(ids) == 3
    assert ids["los"] == "Over los.txt."
    assert {a.id: a.text for a in read([*reversed(paths), str(tmp_path / "een")])} == ids
    assert {a.id: a.text for a in read([str(tmp_path / "twee")])} == ids


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Één <script>.txt", "Een-script"),
        ("...txt", "article"),
        ("a b\n\x1b[2J.txt", "a-b-2J"),
        ("x" * 200 + ".txt", "x" * 100),
    ],
)
def test_ids_are_safe_whatever_the_file_is_called(tmp_path, name, key):
    assert one(write(tmp_path, name, "De tekst.")).id == key


def test_reported_names_cannot_forge_terminal_output(tmp_path):
    assert one(write(tmp_path, "a\n\x1b[2J.txt", "")).path.endswith(
        "a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}[2J.txt"
    )


def test_a_file_name_that_is_not_utf8_is_read(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("De tekst.", encoding="utf-8")
    assert one(path).id == "caf"


def test_a_pipe_is_reported_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pijp.txt")
    assert one(tmp_path / "pijp.txt").reason == "not a regular file"


def test_a_dangling_link_is_reported(tmp_path):
    (tmp_path / "weg.txt").symlink_to(tmp_path / "nergens.txt")
    assert one(tmp_path / "weg.txt").reason == "No such file or directory"


def test_a_missing_path_stops_before_anything_is_read(tmp_path):
    with pytest.raises(InputError, match="nergens: no such file or folder"):
        read([str(tmp_path), str(tmp_path / "nergens")])
