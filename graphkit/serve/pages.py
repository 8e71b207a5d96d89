"""What a browser sees of an entity, an article, a statement or an evidence: its facts, links and sentences, as HTML."""

import json
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote

Row = Mapping[str, str]
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/page.css"></head>
<body><header><p><b>graphkit</b></p><nav><a href="/">Viewer</a> <a href="/query">Query</a></nav></header>
<article><h1>{title}</h1><p><small>{iri}</small></p>{body}</article></body></html>
"""
# No label, name or quote comes out of here but through `escape`.
ABOUT = """SELECT ?p ?value ?label WHERE {{
    <{iri}> ?p ?value OPTIONAL {{ ?value skos:prefLabel|schema:headline ?label }}
    }} ORDER BY ?p ?value LIMIT 1000"""
AROUND = "CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> }} WHERE {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }} }}"
SAID = """SELECT ?s ?subject ?p ?o ?object ?certainty ?quote ?article WHERE {{
    {{ ?statement rdf:subject <{iri}> }} UNION {{ ?statement rdf:object <{iri}> }}
    ?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; gk:certainty ?certainty ; gk:evidence ?evidence .
    ?evidence gk:quote ?quote ; prov:wasDerivedFrom ?article .
    OPTIONAL {{ ?s skos:prefLabel ?subject }} OPTIONAL {{ ?o skos:prefLabel ?object }}
    }} ORDER BY ?p ?subject ?object ?certainty ?quote LIMIT 500"""


def rows(results: str) -> list[Row]:
    """The rows of results in SPARQL JSON, each cell its bare value."""
    found = json.loads(results)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


def page(iri: str, base: str, about: Iterable[Row], said: Iterable[Row]) -> str:
    """The page of one node; addresses under the base become links into this server."""
    known = list(about)
    labels = [row["value"] for row in known if row["p"].endswith(("prefLabel", "headline"))]
    title = escape(labels[0] if labels else iri)
    facts = "".join(f"<dt>{escape(_name(row['p']))}</dt><dd>{_linked(row['value'], row, base)}</dd>" for row in known)
    sentences = "".join(_sentence(row, base) for row in said)
    return _PAGE.format(title=title, iri=escape(iri), body=f"{sentences}<dl>{facts}</dl>")


def _sentence(row: Row, base: str) -> str:
    certainty = escape(_name(row["certainty"]))
    subject, obj = (_link(row[end], row.get(name, row[end]), base) for end, name in (("s", "subject"), ("o", "object")))
    article = _link(row["article"], _name(row["article"]), base)
    return (
        f'<p class="{certainty}">{subject} {escape(_name(row["p"]))} {obj} <small>{certainty}</small></p>'
        f"<blockquote>{escape(row['quote'])} <small>{article}</small></blockquote>"
    )


def _linked(value: str, row: Row, base: str) -> str:
    return _link(value, row.get("label", value), base) if value.startswith(("http://", "https://")) else escape(value)


def _link(iri: str, label: str, base: str) -> str:
    href = f"/{iri.removeprefix(base)}" if iri.startswith(base) else iri
    return f'<a href="{escape(quote(href, safe="/:?#[]@!$&()*+,;=%~"))}" rel="noreferrer">{escape(label)}</a>'


def _name(iri: str) -> str:
    return iri.rstrip("/").replace("#", "/").rpartition("/")[2]
