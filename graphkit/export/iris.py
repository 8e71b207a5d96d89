"""The IRIs of a graph: stable, readable, safe for any id, and read back into the id; nothing else lives here.

Entities and articles carry their id, percent-encoded down to unreserved ASCII; statements and evidence the hash of what
they are, so that the same fact has the same IRI in every run and under every order of input.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from json.encoder import encode_basestring_ascii as _quoted
from urllib.parse import quote, unquote

from graphkit.errors import UsageError
from graphkit.model import UNQUALIFIED, Evidence, Qualifiers, Span, Statement
from graphkit.ontology import NAMESPACE

BASE = "https://w3id.org/graphkit/data/"
# 80 bits: among the 20 million evidences of a million articles two meet with a chance of one in six billion.
_HASH_LENGTH = 20
_ABSOLUTE = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+[/#]")
# What an XML name cannot start with or hold, the escape itself among it.
_NO_NAME = re.compile(r"^[^A-Za-z]|[^A-Za-z0-9]")
_OUTER_DOTS = re.compile(r"^\.+|\.+$")
_ESCAPED = re.compile(r"_([0-9a-f]+)_")

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
WIKIDATA = "http://www.wikidata.org/entity/"

VOCABULARIES = {
    "gk": NAMESPACE,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
    "skos": SKOS,
    "prov": PROV,
    "schema": SCHEMA,
    "void": VOID,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "oa": OA,
    "wd": WIKIDATA,
}


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes IRIs under one base and takes them apart again.

    >>> Iris().entity("AC/DC")
    'https://w3id.org/graphkit/data/entity/AC%2FDC'
    >>> Iris().entity_id('https://w3id.org/graphkit/data/entity/AC%2FDC')
    'AC/DC'
    """

    base: str = BASE

    def __post_init__(self) -> None:
        if not _ABSOLUTE.fullmatch(self.base):
            raise UsageError(f"base {self.base!r} is not an http(s) IRI that ends in '/' or '#'")

    @property
    def dataset(self) -> str:
        """The dataset as a whole."""
        return f"{self.base}dataset"

    @property
    def inferred(self) -> str:
        """The named graph of what is inferred."""
        return f"{self.base}graph/inferred"

    def entity(self, identifier: str) -> str:
        """The IRI of an entity."""
        return f"{self.base}entity/{_safe(identifier)}"

    def article(self, identifier: str) -> str:
        """The IRI of an article, and of the named graph of what it asserts."""
        return f"{self.base}article/{_safe(identifier)}"

    def statement(self, statement: Statement) -> str:
        """The IRI of a statement node: a hash of subject, relation, object and certainty."""
        return f"{self.base}statement/{statement_digest(statement)}"

    def evidence(self, statement: Statement, evidence: Evidence) -> str:
        """The IRI of one evidence of a statement: a hash of both."""
        return f"{self.base}evidence/{evidence_digest(statement, evidence)}"

    def inference(self, subject: str, relation: str, obj: str) -> str:
        """The IRI of an inferred triple of entity ids."""
        return f"{self.base}inference/{digest(subject, relation, obj)}"

    def run(self, *parts: object) -> str:
        """The IRI of a build: a hash of what went in, since no clock may show in the output."""
        return f"{self.base}run/{digest(*parts)}"

    def detail(self, key: str) -> str:
        """The property of one kind of detail, such as a minister's portfolio; its last part is an XML name.

        >>> Iris("https://x.org/").detail("1e termijn")
        'https://x.org/detail/_31_e_20_termijn'
        """
        return f"{self.base}detail/{_NO_NAME.sub(lambda found: f'_{ord(found[0]):x}_', key)}"

    def entity_id(self, iri: str) -> str:
        """The id that an entity's IRI carries."""
        return unquote(iri.removeprefix(f"{self.base}entity/"))

    def article_id(self, iri: str) -> str:
        """The id that an article's IRI carries."""
        return unquote(iri.removeprefix(f"{self.base}article/"))

    def detail_key(self, iri: str) -> str:
        """The kind of detail that a property's IRI carries."""
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), iri.removeprefix(f"{self.base}detail/"))

    def prefixes(self) -> dict[str, str]:
        """Prefixes for files and queries: the vocabularies, and one for each kind of node of ours."""
        return VOCABULARIES | {
            "ent": f"{self.base}entity/",
            "art": f"{self.base}article/",
            "st": f"{self.base}statement/",
            "ev": f"{self.base}evidence/",
            "det": f"{self.base}detail/",
            "graph": f"{self.base}graph/",
        }


@cache
def relation(name: str) -> str:
    """The IRI of a relation of the ontology."""
    return NAMESPACE + quote(name, safe="")


def statement_digest(statement: Statement) -> str:
    """The hash that names the node of a statement: `digest` of its parts, spelled out since it is made so often."""
    return _hashed(f"[{_spelled(statement)}]")


def evidence_digest(statement: Statement, evidence: Evidence) -> str:
    """The hash that names the node of one evidence: `digest` of the statement and of the evidence's key.

    >>> from graphkit.model import Certainty
    >>> given = Statement("a", "kills", "b", Certainty.ASSERTED), Evidence("x", Span(0, 3), "Hé!", "f:1", 0.5)
    >>> evidence_digest(*given) == digest(_parts(given[0]), given[1].key)
    True
    """
    return digests(statement, [evidence])[1][0]


def digests(statement: Statement, evidence: Iterable[Evidence]) -> tuple[str, list[str]]:
    """The hashes of a statement and of each of its evidences."""
    said = _spelled(statement)
    return _hashed(f"[{said}]"), [_hashed(f"[{said},[{_key(one)}]]") for one in evidence]


def _key(e: Evidence) -> str:
    ends = f"[{e.span.start},{e.span.end}],{_ends(e.subject)},{_ends(e.object)}"
    return f"{_quoted(e.article)},{ends},{_quoted(e.rule)},{e.confidence!r},{_qualifiers(e.qualifiers)}"


def _qualifiers(q: Qualifiers) -> str:
    if q is UNQUALIFIED or q == UNQUALIFIED:
        return '"","","",[]'
    details = ",".join([f"[{_quoted(key)},{_quoted(value)}]" for key, value in q.details])
    return f"{_quoted(q.attributed_to or '')},{_quoted(q.time or '')},{_quoted(q.place or '')},[{details}]"


def digest(*parts: object) -> str:
    """A hash of nested tuples of strings and numbers, the same in every run.

    >>> digest("a", ("b", 1)) == digest("a", ("b", 1)) != digest("ab", (1,))
    True
    """
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), default=_plain)
    return _hashed(text)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]


def _spelled(statement: Statement) -> str:
    ends = f"{_quoted(statement.subject)},{_quoted(statement.relation)},{_quoted(statement.object)}"
    return f'[{ends},"{statement.certainty}"]'


def _ends(span: Span | None) -> str:
    return "[-1,-1]" if span is None else f"[{span.start},{span.end}]"


def _plain(value: object) -> object:
    """A span, the one part of a key that is no JSON, as its two offsets."""
    if isinstance(value, Span):
        return [value.start, value.end]
    raise TypeError(f"{value!r} has no hash that would last")


def _parts(statement: Statement) -> tuple[str, ...]:
    return statement.subject, statement.relation, statement.object, str(statement.certainty)


def _safe(identifier: str) -> str:
    """Percent-encoded; outer dots too: `..` climbs when a client resolves an IRI, a last dot ends a triple."""
    return _OUTER_DOTS.sub(lambda dots: "%2E" * len(dots[0]), quote(identifier, safe=""))
