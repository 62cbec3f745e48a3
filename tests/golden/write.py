"""Rewrite the golden files after an intended change: `python -m tests.golden.write`. Review the diff."""

from tests.golden.cases import FILES, HERE, text_of

if __name__ == "__main__":
    for name, make in FILES.items():
        (HERE / name).write_text(text_of(make()), encoding="utf-8")
