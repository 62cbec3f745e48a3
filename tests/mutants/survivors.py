"""The survivors in tests/MUTANTS.md: one line each, with the reason why no test should detect it."""

import re
from pathlib import Path

from tests.mutants.outcome import Survivor

FILE = Path(__file__).parents[1] / "MUTANTS.md"
_LINE = re.compile(r"^- ([0-9a-f]{8}) .* — \S.*$", re.MULTILINE)
_WIDTH = 120


def ids_with_a_reason(text: str | None = None) -> set[str]:
    """Return the ids of the listed survivors. A line that ends after the dash gives no reason and is left out."""
    return set(_LINE.findall(FILE.read_text(encoding="utf-8") if text is None else text))


def line_for(survivor: Survivor) -> str:
    """Return the line for tests/MUTANTS.md, which lacks only the reason."""
    unreached = "" if survivor.reached else "(no test runs this) "
    return f"- {survivor.id} {survivor.path} {unreached}{_code(survivor.before)} → {_code(survivor.after)} — "


def _code(text: str) -> str:
    """Return a Markdown code span on one line, shortened in the middle if it is long."""
    flat = " ".join(text.split())
    if len(flat) > _WIDTH:
        flat = f"{flat[: _WIDTH // 2]} … {flat[-_WIDTH // 2 :]}"
    fence = "`" * (max((len(run) for run in re.findall("`+", flat)), default=0) + 1)
    padding = " " if "`" in flat else ""
    return f"{fence}{padding}{flat}{padding}{fence}"
