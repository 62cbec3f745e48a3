"""Read the rows of tables: columns with headings of their own ("Do | Don't"), and rows that begin with a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from server.domain.sheet_import.headings import heading_of
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.layout import Line, Sentence
from server.domain.sheet_import.marks import YES
from server.domain.sheet_import.state import Context
from server.domain.sheet_import.subjects import Finder
from server.domain.vocabulary import Verb

Columns = Mapping[int, Context]
"""What the heading of a column sets, by its place in the row."""
_CHOSEN = frozenset({"x", "ja", "yes", "●", "•", *YES})
"""What a cell holds that chooses its column."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, each with what is set for it; None for a heading."""

    cells: tuple[tuple[Sentence, Context | None], ...]
    columns: Columns = field(default_factory=dict)


def row_of(line: Line, columns: Columns, language: Language, finder: Finder) -> Row | None:
    """Return how the cells of a line are read; None if the line is no row of a table that is understood."""
    cells = line.cells or line.sentences
    if not line.cells and not (columns and line.columns and line.columns[0] > 0):
        return None
    headings = [heading_of(cell.plain, language, finder) for cell in cells]
    directs = [heading.is_context and heading.context.verb is not None for heading in headings]
    titles = directs[0] or (len(cells) > 2 and not finder.find(cells[0].plain))
    if line.cells and all(directs[1:]) and titles:
        contexts = {at: heading.context for at, heading in zip(line.columns, headings, strict=True)}
        named = {at: context for at, context in contexts.items() if context.verb is not None}
        return Row(tuple((cell, None) for cell in cells), named)
    if columns:
        return Row(tuple(_in_columns(line, cells, columns)), columns)
    first = headings[0]
    if first.is_context and first.context.moments and not first.context.verb:
        return Row(((cells[0], None), *((cell, first.context) for cell in cells[1:])))
    return None


def _in_columns(
    line: Line, cells: tuple[Sentence, ...], columns: Columns
) -> list[tuple[Sentence, Context | None]]:
    unknown = Context(mark="unknown")
    if line.columns[0] in columns:
        return [
            (cell, _phrase(columns.get(at, unknown))) for at, cell in zip(line.columns, cells, strict=True)
        ]
    label, *others = cells  # a row such as "Sauna | | x"
    places = line.columns[1:]
    if len(others) == 1 and others[0].plain.strip() in _CHOSEN:
        return [(label, _phrase(columns.get(places[0], unknown))), (others[0], None)]
    return [(cell, unknown) for cell in cells]


def _phrase(context: Context) -> Context:
    return replace(context, is_phrase=context.verb is Verb.AVOID)
