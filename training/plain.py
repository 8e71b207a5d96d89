"""spaCy's own small architecture, untrained: what the speed of the shipped pipeline is compared with."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.training import Example

from training import split, treebank
from training.prepare import newspaper
from training.reader import unannotated
from training.tokenizer import blank

WIDTH = 96
TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [5000, 1000, 2500, 2500],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}


def small_architecture() -> Language:
    """The components of `nl_core_news_sm`: one encoder for tags, lemmas and trees, one for names."""
    nlp = blank()
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    for name in ("tagger", "morphologizer", "trainable_lemmatizer"):
        nlp.add_pipe(name, config={"model": {"tok2vec": LISTENER}})
    nlp.add_pipe("parser", config={"model": {"tok2vec": LISTENER}})
    nlp.add_pipe("ner", config={"model": {"tok2vec": TOK2VEC}})

    def examples() -> Iterator[Example]:
        for sentence in newspaper(split.DEVELOP):
            doc = treebank.document(nlp.vocab, [sentence])
            doc.set_ents([doc[0:1]] if doc[0].is_title else [])
            yield Example(unannotated(doc), doc)

    nlp.initialize(examples)
    return nlp
