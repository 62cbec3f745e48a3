"""Measure the work on whole sheets against limits: previews and checks of the largest sheets, and reading a text.

This is the processor time of the work alone. The server does it in another process, so that it blocks nobody.
"""

import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice

from server.domain.limits import MAX_RULES
from server.domain.sheet_import.layout import lines_of
from server.domain.sheets import to_document
from server.domain.topics import TopicTree
from server.shapes.authoring import SheetPreviewNew, SheetSource, SheetText
from server.sheets import load_sheets, load_topics
from server.usecases import sheet_work
from tests.bench.sheets import Measure
from tests.sheets.corpus import sheets as written_sheets

ROUNDS = 5
SENTENCES = 1_000
SAMPLE = {"treated_at_local": "2026-03-02T14:00:00", "time_zone": "Europe/Berlin"}


def run() -> bool:
    """Return whether every measurement is within its limit."""
    tree = load_topics()
    document = largest_sheet()
    source = SheetSource.model_validate({"document": document})
    new = SheetPreviewNew.model_validate({"document": document, **SAMPLE})
    compared = partial(sheet_work.compare_documents, tree, document, document, "en")
    measures = [
        _measure("preview", partial(sheet_work.preview, tree, new), limit=0.3),
        _measure("check", partial(sheet_work.check, tree, source), limit=0.3),
        _measure("comparison with itself", compared, limit=2),
        *(_reading(language, tree) for language in ("en", "de")),
    ]
    within = [measure.report() for measure in measures]
    return all(within)


def largest_sheet() -> dict[str, object]:
    """Return a sheet with as many rules as are accepted, by repeating those of the built-in sheets."""
    builtin = load_sheets().values()
    rules = islice(cycle(rule for sheet in builtin for rule in to_document(sheet)["rules"]), MAX_RULES)
    numbered = [{**rule, "id": f"rule-{number}"} for number, rule in enumerate(rules)]
    return {**to_document(next(iter(builtin))), "rules": numbered}


def text_of(language: str) -> str:
    """Return the texts of the corpus in a language, repeated up to 1,000 sentences."""
    texts: list[str] = []
    count = 0
    for text in cycle([sheet.text for sheet in written_sheets("seen") if sheet.language == language]):
        count += sum(len(line.sentences) for line in lines_of(text))
        texts.append(text)
        if count >= SENTENCES:
            return "\n\n".join(texts)
    raise LookupError(f"the corpus has no text in {language}")


def _best(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of a few calls."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def _measure(name: str, work: Callable[[], object], *, limit: float) -> Measure:
    took = _best(work)
    return Measure(f"{name} of {MAX_RULES} rules", took, limit, "s")


def _reading(language: str, tree: TopicTree) -> Measure:
    pasted = SheetText(text=text_of(language), language="en" if language == "en" else "de")
    count = len(sheet_work.read_text(tree, pasted).lines)
    took = _best(partial(sheet_work.read_text, tree, pasted))
    return Measure(f"read 1,000 sentences ({language}, of {count})", took * SENTENCES / count, 1, "s")
