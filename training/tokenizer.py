"""The tokenizer: spaCy's Dutch rules, with the quotation marks and the full stops of newspapers put right.

Everything here is written into the pipeline when it is saved; loading it needs none of this code.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.attrs import ORTH  # type: ignore[import-not-found]
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER
from spacy.lang.nl import Dutch
from spacy.language import BaseDefaults
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

Rule = list[dict[int, str]]
HERE = Path(__file__).parent
# Listed by spaCy as abbreviations, but ordinary words that end ordinary sentences: they would glue the stop to them.
WORDS = frozenset((HERE / "words.txt").read_text(encoding="utf-8").split())
# Titles, units and the like that newspapers use; those that often end a sentence (min., tel., red.) are left out.
ABBREVIATIONS = (HERE / "abbreviations.txt").read_text(encoding="utf-8").split()
QUOTES = "(?:,,|''|``)"
# An apostrophe opens a quotation unless a year ('81) or a clitic ('s, 't, 'n) follows.
APOSTROPHE = r"'(?![0-9]{2}(?![0-9])|[stnmrkz]\b|[a-z]k\b)"
SPLIT_OTHERWISE = frozenset((",,", "'", r"\'"))


def blank() -> Dutch:
    """A Dutch pipeline with the tokenizer and nothing else."""
    nlp = Dutch()
    tokenizer: Any = nlp.tokenizer
    fix_quotes(tokenizer, nlp.Defaults)
    tokenizer.rules = dict(rules(tokenizer.rules))
    return nlp


def fix_quotes(tokenizer: Tokenizer, defaults: type[BaseDefaults]) -> None:
    """Parts quotation marks from words, also where a space is missing."""
    prefixes = [QUOTES, APOSTROPHE, *(rule for rule in defaults.prefixes or () if rule not in SPLIT_OTHERWISE)]
    infixes = [
        rf"(?<=[{ALPHA}0-9.:!?,]){QUOTES}(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}]):(?=,,|''|['\"‘“])",
        rf"(?<=[{ALPHA}]),(?=,,)",
        rf"(?<=[.!?:,])['\"”“‘’](?=[{ALPHA}])",
        rf"(?<=[{ALPHA_LOWER}])[.!?](?=['\"”“‘’][{ALPHA}])",
        *(defaults.infixes or ()),
    ]
    suffixes = [QUOTES, rf"(?<=[{ALPHA_LOWER}]{{3}})\.", *(defaults.suffixes or ())]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search


def rules(defaults: dict[str, Rule]) -> Iterator[tuple[str, Rule]]:
    """The exceptions: spaCy's without ordinary words, the titles and units of newspapers, and years."""
    yield from ((text, rule) for text, rule in defaults.items() if not is_word(text))
    for short in ABBREVIATIONS:
        yield from ((text, [{ORTH: text}]) for text in (short, short[0].upper() + short[1:]))
    for year in range(100):
        yield from ((text, [{ORTH: text}]) for text in (f"'{year:02}", f"’{year:02}"))


def is_word(text: str) -> bool:
    """Whether an exception is an ordinary word with a full stop, in any case, or capitals that rather name something.

    >>> is_word("Zaal."), is_word("VS."), is_word("V.S."), is_word("Dr.")
    (True, True, False, False)
    """
    return bool(re.fullmatch(r"[^\W\d]{2,}\.", text)) and (text.isupper() or text[:-1].lower() in WORDS)
