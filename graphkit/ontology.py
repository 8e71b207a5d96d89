"""The vocabulary as `ontology/graphkit.ttl` states it: entity types, relations, and which takes which.

Read with pyoxigraph, which parses the file in about 3 ms where rdflib needs 100 and half a second to be imported.
Wording is not here: how a language says a relation stands in `lang/`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graphkit import resources

NAMESPACE = "https://w3id.org/graphkit/ns#"
AGENT = "Agent"
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type that an entity may have; `parents` are the types just above it, Agent left out."""

    name: str
    labels: Mapping[str, str]
    parents: tuple[str, ...] = ()
    definitions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """A property between entities.

    `domain` and `range` are the types it takes, with Agent written out as Person, Organization and Country; empty
    means any. `functional` says that a subject usually has one object, `one_at_a_time` that it has one at any
    moment. `inverse` and `parents` are names of properties.
    """

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool = False
    functional: bool = False
    one_at_a_time: bool = False
    transitive: bool = False
    inverse: str | None = None
    parents: tuple[str, ...] = ()
    interaction: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types and relations by name.

    `relations` are those that a statement may have; `properties` adds the groups above them and the inverses.
    `pairings` holds, for a relation with two kinds of subject, which object each of them takes.
    """

    types: Mapping[str, EntityType]
    relations: Mapping[str, Relation]
    properties: Mapping[str, Relation]
    ancestors: Mapping[str, frozenset[str]]
    pairings: Mapping[str, tuple[tuple[str, str], ...]]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether a type is another or lies below it; `Agent` counts as an ancestor.

        >>> load().is_a("Country", "Agent"), load().is_a("City", "Agent")
        (True, False)
        """
        return name == ancestor or ancestor in self.ancestors.get(name, frozenset())

    def coarse(self, name: str) -> str:
        """The topmost entity type above a type.

        >>> load().coarse("PoliticalParty"), load().coarse("Person")
        ('Organization', 'Person')
        """
        known = self.types.get(name)
        return self.coarse(known.parents[0]) if known is not None and known.parents else name

    def accepts(self, relation: str, subject_type: str, object_type: str) -> bool:
        """Whether the relation takes a subject and an object of these types.

        >>> load().accepts("minister_of", "Person", "Country"), load().accepts("part_of", "Company", "Event")
        (True, False)
        """
        known = self.properties[relation]
        return (
            self._within(subject_type, known.domain)
            and self._within(object_type, known.range)
            and all(
                self.is_a(object_type, needed)
                for given, needed in self.pairings.get(relation, ())
                if self.is_a(subject_type, given)
            )
        )

    def above(self, relation: str) -> frozenset[str]:
        """Every property that the relation is a sub-property of, however far up."""
        found: set[str] = set()
        queue = list(self.properties[relation].parents)
        while queue:
            parent = queue.pop()
            if parent not in found:
                found.add(parent)
                queue.extend(self.properties[parent].parents)
        return frozenset(found)

    def _within(self, name: str, allowed: frozenset[str]) -> bool:
        return not allowed or any(self.is_a(name, one) for one in allowed)


@cache
def load(path: Path | None = None) -> Ontology:
    """The ontology that ships with graphkit, or the one in a file; read once."""
    return _Source(path or resources.ontology() / "graphkit.ttl").ontology()


class _Source:
    """The triples of one Turtle file, looked up by subject and property."""

    def __init__(self, path: Path) -> None:
        self._objects: dict[tuple[object, str], list[Term]] = defaultdict(list)
        self._of_type: dict[str, list[str]] = defaultdict(list)
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            self._objects[quad.subject, quad.predicate.value].append(quad.object)
            if quad.predicate.value == _RDF + "type" and isinstance(quad.subject, ox.NamedNode):
                self._of_type[_value(quad.object)].append(_local(quad.subject))

    def ontology(self) -> Ontology:
        classes = self._of_type[_OWL + "Class"]
        types = {name: self._type(name) for name in sorted(self._of_type[NAMESPACE + "EntityType"])}
        properties = {name: self._relation(name) for name in sorted(self._entity_properties())}
        stated = {*self._of_type[NAMESPACE + "StaticRelation"], *self._of_type[NAMESPACE + "Interaction"]}
        return Ontology(
            types=types,
            relations={name: relation for name, relation in properties.items() if name in stated},
            properties=properties,
            ancestors={name: frozenset(self._above(name)) for name in classes},
            pairings={name: tuple(sorted(self._pairings(name))) for name in sorted(stated)},
        )

    def _entity_properties(self) -> Iterator[str]:
        """The object properties between entities: relations, the groups above them and their inverses."""
        stated = {*self._of_type[NAMESPACE + "StaticRelation"], *self._of_type[NAMESPACE + "Interaction"]}
        for name in stated:
            yield name
            yield from self._names(name, _RDFS + "subPropertyOf")
            yield from self._names(name, _OWL + "inverseOf")

    def _type(self, name: str) -> EntityType:
        parents = tuple(p for p in self._names(name, _RDFS + "subClassOf") if p != AGENT)
        return EntityType(name, self._texts(name, _RDFS + "label"), parents, self._texts(name, _DEFINITION))

    def _relation(self, name: str) -> Relation:
        kinds = {_value(kind) for kind in self._get(name, _RDF + "type")}
        backwards = next(iter(self._names(name, _OWL + "inverseOf")), None) or self._inverse_of(name)
        turned = self._inverse_of(name)
        return Relation(
            name=name,
            labels=self._texts(name, _RDFS + "label"),
            definitions=self._texts(name, _DEFINITION),
            domain=self._classes(name, "domain") or (self._classes(turned, "range") if turned else frozenset()),
            range=self._classes(name, "range") or (self._classes(turned, "domain") if turned else frozenset()),
            symmetric=_OWL + "SymmetricProperty" in kinds,
            functional=_OWL + "FunctionalProperty" in kinds or bool(self._get(name, NAMESPACE + "usuallyOne")),
            one_at_a_time=bool(self._get(name, NAMESPACE + "oneAtATime")),
            transitive=_OWL + "TransitiveProperty" in kinds,
            inverse=backwards,
            parents=tuple(self._names(name, _RDFS + "subPropertyOf")),
            interaction=NAMESPACE + "Interaction" in kinds,
        )

    def _inverse_of(self, name: str) -> str | None:
        """The relation that names this one as its inverse."""
        node = ox.NamedNode(NAMESPACE + name)
        return next((_local(s) for (s, p), o in self._objects.items() if p == _OWL + "inverseOf" and node in o), None)

    def _pairings(self, relation: str) -> Iterator[tuple[str, str]]:
        """Restrictions on a class: its members take objects of one class alone."""
        node = ox.NamedNode(NAMESPACE + relation)
        for name in self._of_type[NAMESPACE + "EntityType"]:
            for parent in self._get(name, _RDFS + "subClassOf"):
                if node in self._objects.get((parent, _OWL + "onProperty"), ()):
                    yield from ((name, _local(needed)) for needed in self._objects[parent, _OWL + "allValuesFrom"])

    def _above(self, name: str) -> set[str]:
        parents = self._names(name, _RDFS + "subClassOf")
        return {*parents, *(above for parent in parents for above in self._above(parent))}

    def _classes(self, name: str, end: str) -> frozenset[str]:
        found: set[str] = set()
        for node in self._get(name, _RDFS + end):
            found.update(self._members(node) if isinstance(node, ox.BlankNode) else [_local(node)])
        if AGENT in found:
            found |= set(self._members(self._get(AGENT, _OWL + "equivalentClass")[0]))
        return frozenset(found - {AGENT})

    def _members(self, union: Term) -> Iterator[str]:
        """The classes that an `owl:unionOf` list joins."""
        (link,) = self._objects[union, _OWL + "unionOf"]
        while _value(link) != _RDF + "nil":
            yield _local(self._objects[link, _RDF + "first"][0])
            (link,) = self._objects[link, _RDF + "rest"]

    def _get(self, name: str, property_iri: str) -> list[Term]:
        return self._objects.get((ox.NamedNode(NAMESPACE + name), property_iri), [])

    def _names(self, name: str, property_iri: str) -> list[str]:
        return [_local(node) for node in self._get(name, property_iri) if _value(node).startswith(NAMESPACE)]

    def _texts(self, name: str, property_iri: str) -> dict[str, str]:
        found = [text for text in self._get(name, property_iri) if isinstance(text, ox.Literal)]
        return {text.language or "": text.value for text in sorted(found, key=lambda text: text.language or "")}


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))


def _local(term: object) -> str:
    return _value(term).removeprefix(NAMESPACE)
