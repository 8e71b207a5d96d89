"""An evaluation as one page to read, Markdown or HTML: the figures, then each mistake with its sentence.

Names, sentences and everything else that comes from an article are escaped.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape

from graphkit.evaluate.figures import EntityMistake, Evaluation, Figure, Mistake

TITLE = "How right the graph is"
HEADINGS = ("measure", "precision", "recall", "F1", "right", "said", "annotated")
COLUMNS = ("kind", "subject", "relation", "object", "sentence", "rule", "note")
ENTITY_COLUMNS = ("kind", "entity", "type", "note")
# Punctuation that Markdown or the HTML inside it may read as markup.
MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|~<>&$^=:@.-])")
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
:root { color-scheme: light dark }
table { border-collapse: collapse; margin: 1rem 0 }
td, th { padding: .25rem .75rem; text-align: left; vertical-align: top }
tbody tr > td { border-top: 1px solid #8886 }
.number { text-align: right; font-variant-numeric: tabular-nums }
"""


def markdown(evaluation: Evaluation) -> str:
    """The page as Markdown."""
    lines = [f"# {TITLE}", "", _summary(evaluation), ""]
    lines += _markdown_figures("measure", evaluation.figures)
    lines += ["## By relation", "", *_markdown_figures("relation", evaluation.relations)]
    lines += ["## Mistakes", ""]
    for article, mistakes, entities in _by_article(evaluation):
        lines += [f"### {_plain(article)}", ""]
        lines += [f"- {_markdown_mistake(mistake)}" for mistake in mistakes]
        lines += [f"- {_markdown_entity(mistake)}" for mistake in entities]
        lines.append("")
    return "\n".join(lines)


def html(evaluation: Evaluation) -> str:
    """The page as HTML: one file that loads nothing and runs nothing."""
    parts = [
        "<!doctype html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">""",
        '<meta name="viewport" content="width=device-width">',
        f"<title>{TITLE}</title>", f"<style>{STYLE}</style>", "</head>", "<body>",
        f"<h1>{TITLE}</h1>", f"<p>{escape(_summary(evaluation))}</p>",
        *_html_figures("measure", evaluation.figures),
        "<h2>By relation</h2>", *_html_figures("relation", evaluation.relations),
        "<h2>Mistakes</h2>",
    ]  # fmt: skip
    for article, mistakes, entities in _by_article(evaluation):
        parts.append(f"<h3>{escape(article)}</h3>")
        parts += _html_table(COLUMNS, map(_mistake_cells, mistakes)) if mistakes else []
        parts += _html_table(ENTITY_COLUMNS, map(_entity_cells, entities)) if entities else []
    return "\n".join([*parts, "</body>", "</html>", ""])


REPORTS: Mapping[str, Callable[[Evaluation], str]] = {".html": html, ".md": markdown}


def figure_cells(name: str, figure: Figure) -> tuple[str, ...]:
    """A row of a table of figures, under `HEADINGS`."""
    shares = (figure.precision, figure.recall, figure.f1)
    return (name, *(f"{share:.3f}" for share in shares), *map(str, (figure.right, figure.said, figure.gold)))


def _summary(evaluation: Evaluation) -> str:
    return (
        f"{evaluation.articles} articles, {len(evaluation.mistakes)} mistakes. "
        f"Certainty is right in {evaluation.certainty:.3f} of {evaluation.matched} right triples."
    )


def _by_article(evaluation: Evaluation) -> Iterator[tuple[str, list[Mistake], list[EntityMistake]]]:
    """The mistakes of each article that has any, in order."""
    statements: dict[str, list[Mistake]] = defaultdict(list)
    for mistake in sorted(evaluation.mistakes):
        statements[mistake.article].append(mistake)
    entities: dict[str, list[EntityMistake]] = defaultdict(list)
    for stray in sorted(evaluation.entity_mistakes):
        entities[stray.article].append(stray)
    for article in sorted({*statements, *entities}):
        yield article, statements[article], entities[article]


def _markdown_figures(what: str, figures: Mapping[str, Figure]) -> list[str]:
    rows = [(what, *HEADINGS[1:]), ("---", *["---:"] * (len(HEADINGS) - 1))]
    rows += [figure_cells(_plain(name), figure) for name, figure in figures.items()]
    return [*(f"| {' | '.join(row)} |" for row in rows), ""]


def _markdown_mistake(mistake: Mistake) -> str:
    said = f"{_plain(mistake.subject)} **{_plain(mistake.relation)}** {_plain(mistake.object)}"
    notes = ", ".join(_plain(note) for note in (mistake.rule, mistake.reason) if note)
    return f"{mistake.kind}: {said}" + (f" ({notes})" if notes else "") + f"<br>{_plain(mistake.sentence)}"


def _markdown_entity(mistake: EntityMistake) -> str:
    note = f", {_plain(mistake.reason)}" if mistake.reason else ""
    return f"{mistake.kind}: entity {_plain(mistake.label)} ({_plain(mistake.type)}{note})"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))


def _html_figures(what: str, figures: Mapping[str, Figure]) -> list[str]:
    return _html_table(
        (what, *HEADINGS[1:]), (figure_cells(name, figure) for name, figure in figures.items()), numbers=True
    )


def _mistake_cells(mistake: Mistake) -> tuple[str, ...]:
    return (
        mistake.kind, mistake.subject, mistake.relation, mistake.object, mistake.sentence, mistake.rule, mistake.reason,
    )  # fmt: skip


def _entity_cells(mistake: EntityMistake) -> tuple[str, ...]:
    return (mistake.kind, mistake.label, mistake.type, mistake.reason)


def _html_table(headings: Iterable[str], rows: Iterable[tuple[str, ...]], *, numbers: bool = False) -> list[str]:
    """A table; with `numbers`, all cells but the first are set as numbers."""
    number = '<td class="number">' if numbers else "<td>"
    lines = [
        "<table>",
        "<thead><tr>" + "".join(f"<th>{escape(heading)}</th>" for heading in headings) + "</tr></thead>",
    ]
    lines.append("<tbody>")
    for first, *others in rows:
        cells = [f"<td>{escape(first)}</td>", *(f"{number}{escape(cell)}</td>" for cell in others)]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return [*lines, "</tbody>", "</table>"]
