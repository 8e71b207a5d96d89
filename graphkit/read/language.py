"""Which language an article is in, where it does not say so itself."""

from functools import cache
from typing import TYPE_CHECKING

from graphkit import resources
from graphkit.errors import UnreadableArticle
from graphkit.model import Article

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DEFAULT = "nl"
# Below 100 characters a headline of names looks like anything; over it, not one of 1,438 Dutch newspaper articles was
# taken for another language with a probability of 0.9.
SHORTEST = 100
SURE = 0.9
ENOUGH = 2_000
# A quarter of it decides for most articles; the time that it takes grows with the letters.
FIRST = 500


def spoken(text: str) -> str:
    """The two-letter code of a text's language; Dutch unless another is all but certain.

    >>> spoken("The minister travelled to Berlin on Tuesday, where she met her German colleague and signed the treaty.")
    'en'
    """
    if len(text) < SHORTEST:
        return DEFAULT
    for length in (FIRST, ENOUGH):
        language, probability = _identifier().classify(text[:length])
        if language == DEFAULT and probability >= SURE:
            break
    return str(language) if probability >= SURE else DEFAULT


def supported(article: Article, name: str) -> str:
    """The code of the article's language; raises `UnreadableArticle` where graphkit has no pack for it."""
    language = article.language or spoken(article.body.of(article.text))
    if not (language.isalpha() and resources.language(language).is_dir()):
        raise UnreadableArticle(name, f"in a language without a pack ({language!r})")
    return language


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
