"""docs/limits.md, written from the table of limits: `.venv/bin/python -m tests.limits_page`."""

from pathlib import Path

from server.domain.limits import TABLE, Allowance, Limit

PAGE = Path(__file__).parents[1] / "docs" / "limits.md"
MARK = "<!-- The table is written by `.venv/bin/python -m tests.limits_page`: do not edit it. -->\n"


def table() -> str:
    """Return the table of `server/domain/limits.py` in Markdown."""
    rows = (f"| `{name}` | {_number(limit)} | {limit.unit} | {limit.per} | `{limit.code}` | `{limit.refused_in}` |\n"
            for name, limit in TABLE.items())  # fmt: skip
    return "| name | at most | of | per | refused with | by |\n|---|---:|---|---|---|---|\n" + "".join(rows)


def _number(limit: Limit) -> str:
    number = f"{limit:,}".replace(",", " ")
    return f"{number} in {limit.seconds // 60} min" if isinstance(limit, Allowance) else number


if __name__ == "__main__":
    text, _, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    PAGE.write_text(text + MARK + "\n" + table(), encoding="utf-8")
