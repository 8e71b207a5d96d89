"""The infinitive of every verb form that a language's paradigms know; what they do not know is left to the pipeline."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graphkit import resources


@dataclass(frozen=True, slots=True)
class Paradigms:
    """Verb forms with the infinitives that they may belong to."""

    forms: Mapping[str, tuple[str, ...]]

    def infinitive(self, form: str, guess: str) -> str:
        """The infinitive of a form: the guess where it is possible or the form unknown, else the first possible one.

        >>> load("nl").infinitive("voetbalt", "voetblen"), load("nl").infinitive("twittert", "twitteren")
        ('voetballen', 'twitteren')
        """
        known = self.forms.get(form.lower(), ())
        return guess if not known or guess in known else known[0]


@cache
def load(language: str) -> Paradigms:
    """The paradigms of a language; empty where it has none."""
    path = resources.language(language) / "verbs.tsv.gz"
    if not path.is_file():
        return Paradigms({})
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pairs = (line.rstrip("\n").split("\t") for line in lines)
        return Paradigms({form: tuple(infinitives.split("|")) for form, infinitives in pairs})
