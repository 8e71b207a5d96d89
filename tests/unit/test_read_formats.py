"""Formats: records, web pages, feeds, agency XML and PDF become the same kind of article, or one report each."""

import pytest

from graphkit.errors import UnreadableArticle, UsageError
from graphkit.model import Article
from graphkit.read import read
from graphkit.read.records import mapping

PAGE = """<!doctype html><html lang="nl"><head><title>Minister Jansen bezoekt Kiev</title>
<meta property="article:published_time" content="2023-05-06T10:00:00+02:00">
<link rel="canonical" href="https://krant.example/kiev"></head>
<body><nav><a href="/">Voorpagina</a></nav><article><h1>Minister Jansen bezoekt Kiev</h1>
<p>De Nederlandse minister Karin Jansen bracht zaterdag een bezoek aan Kiev. Zij sprak er met de president.</p>
<p>Volgens Jansen blijft Nederland het land steunen. Zij bezocht ook een ziekenhuis dat werd beschadigd.</p>
</article><footer>Alle rechten voorbehouden<script>alert(1)</script></footer></body></html>"""

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Voorbeeldnieuws</title>
<language>nl-NL</language><item><guid>bakker-1</guid><title>Bakker &amp; zoon</title><link>https://v.example/1</link>
<pubDate>Sat, 06 May 2023 08:00:00 GMT</pubDate><description>Kort.</description>
<content:encoded><![CDATA[<p>Bakker neemt <b>Molen</b> over.</p><p>Dat meldt hij.</p>]]></content:encoded></item>
<item><title>Leeg</title></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl"><title>Voorbeeld</title><entry><id>urn:1</id>
<title>Kamer stemt</title><updated>2023-05-06T10:00:00Z</updated>
<content type="html">&lt;p&gt;De Kamer stemt in.&lt;/p&gt;</content></entry></feed>"""

NEWSML = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:x:1" xml:lang="nl">
<itemMeta><versionCreated>2023-05-06T10:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Kamer stemt</headline><creditline>VP</creditline></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>De Kamer stemt in.</p><p>Nu al.</p></body>
</html></inlineXML></contentSet></newsItem></itemSet></newsMessage>"""

NITF = """<nitf><head><title>Kop</title><docdata><date.issue norm="20230506T100000"/><doc-id id-string="abc"/></docdata>
</head><body><body.head><hedline><hl1>Kamer stemt</hl1></hedline><distributor>VP</distributor></body.head>
<body.content><p>De Kamer stemt in.</p><p>Nu al.</p></body.content></body></nitf>"""


def results(tmp_path, name: str, content: str | bytes, **fields) -> list[Article | UnreadableArticle]:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read([str(tmp_path / name)], fields))


def seen(article: Article) -> tuple[str, str | None, str, str | None]:
    return (
        article.id,
        article.title and article.title.of(article.text),
        article.body.of(article.text),
        article.published,
    )


def pdf(*lines: str) -> bytes:
    """The smallest PDF with these lines on its one page."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return content + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (table, len(content))
    )


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("p.html", PAGE, ("p", "Minister Jansen bezoekt Kiev", "De Nederlandse minister Karin Jansen", "2023-05-06")),
        ("f.rss", RSS, ("f~bakker-1", "Bakker & zoon", "Bakker neemt Molen over.\n\nDat meldt hij.", "2023-05-06")),
        ("f.atom", ATOM, ("f~urn-1", "Kamer stemt", "De Kamer stemt in.", "2023-05-06")),
        ("n.xml", NEWSML, ("n~urn-x-1", "Kamer stemt", "De Kamer stemt in.\n\nNu al.", "2023-05-06")),
        ("n.xml", NITF, ("n~abc", "Kamer stemt", "De Kamer stemt in.\n\nNu al.", "2023-05-06")),
        ("p.pdf", pdf("De verkie-", "zingen zijn", "voorbij."), ("p", None, "De verkiezingen zijn voorbij.", None)),
    ],
)
def test_a_document_becomes_an_article(tmp_path, name, content, expected):
    article = results(tmp_path, name, content)[0]
    key, title, body, published = seen(article)
    assert (key, title, published) == (expected[0], expected[1], expected[3])
    assert body.startswith(expected[2])
    assert "rechten" not in article.text
    assert "alert" not in article.text


def test_an_item_without_text_is_reported_and_the_others_are_read(tmp_path):
    _, unreadable = results(tmp_path, "f.rss", RSS)
    assert str(unreadable).endswith("f.rss (item 2): no text")


def test_lines_of_json_become_articles(tmp_path):
    lines = [
        '{"id": 7, "headline": "Kop", "body": "De tekst.", "published_at": "2019-03-01T10:00", "url": "https://k.example"}',
        '{"id": 7, "body": "Nog een."}',
        '{"body": "Zonder id."}',
        "",
    ]
    first, second, third = results(tmp_path, "r.jsonl", "\n".join(lines))
    assert seen(first) == ("r~7", "Kop", "De tekst.", "2019-03-01")
    assert first.source == "https://k.example"
    assert [second.id, third.id] == ["r~7~~2", "r~3"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("kapot", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("7", "no record with named fields"),
        ('{"x": 1}', "name it with --map text=FIELD"),
        ('{"text": ""}', "no text"),
        ('{"text": "half \\ud800"}', "holds characters that are no text"),
        ('{"text": "nul \\u0000"}', "holds characters that are no text"),
        ('{"text": "' + "x" * 4_000_000 + '"}', "a longer one than an article can have"),
    ],
)
def test_a_bad_record_is_reported_with_its_line_and_the_others_are_read(tmp_path, line, reason):
    unreadable, article = results(tmp_path, "r.jsonl", line + '\n{"text": "Goed."}\n')
    assert reason in str(unreadable)
    assert unreadable.path.endswith("r.jsonl:1")
    assert article.text == "Goed."


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_its_delimiter_and_encoding(tmp_path, delimiter, encoding):
    rows = [["kop", "tekst", "datum"], ["Één", '"Een regel\nen nog een"', "2020-01-02"], ["Twee", "De tweede", ""]]
    table = "\n".join(delimiter.join(row) for row in rows)
    first, second = results(tmp_path, "t.csv", table.encode(encoding), title="kop", text="tekst", date="datum")
    assert seen(first) == ("t~1", "Één", "Een regel\nen nog een", "2020-01-02")
    assert seen(second) == ("t~2", "Twee", "De tweede", None)


def test_a_map_names_the_fields_of_a_record():
    assert mapping("title=headline, text=body") == {"title": "headline", "text": "body"}
    for wrong in ("titel=headline", "title", "title="):
        with pytest.raises(UsageError, match="is not one of NAME=FIELD"):
            mapping(wrong)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<rss", "not XML that can be read"),
        ("<svg/>", "no reader for XML that begins with <svg>"),
        ("<rss version='2.0'><channel/></rss>", "no articles in it"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><rss>&b;</rss>', "not XML that can be read"),
        ('<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><nitf>&d;</nitf>', "not XML that can be read"),
    ],
)
def test_xml_that_is_no_article_is_reported(tmp_path, content, reason):
    (unreadable,) = results(tmp_path, "x.xml", content)
    assert reason in str(unreadable)


@pytest.mark.parametrize(
    ("content", "reason"), [(pdf(), "no text layer"), (pdf("x")[:200], "damaged"), (b"", "damaged")]
)
def test_a_pdf_without_text_is_reported(tmp_path, content, reason):
    (unreadable,) = results(tmp_path, "x.pdf", content)
    assert reason in str(unreadable)


def test_an_article_in_another_language_is_reported(tmp_path):
    text = "The minister travelled to Berlin on Tuesday, where she met her German colleague and signed the new treaty."
    (guessed,) = results(tmp_path, "en.txt", text)
    (declared,) = results(tmp_path, "fr.jsonl", '{"text": "Bonjour.", "language": "fr-FR"}')
    assert guessed.reason == "in a language without a pack ('en')"
    assert declared.reason == "in a language without a pack ('fr')"


def test_dutch_newspapers_are_not_taken_for_another_language(shared):
    unreadable = [r for r in read([str(shared / "gold" / "articles")]) if isinstance(r, UnreadableArticle)]
    assert not unreadable
