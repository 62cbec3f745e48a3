"""`python -m tests.golden.write`: write the golden files anew after a change that is meant; read the diff."""

from tests.golden.cases import FILES, HERE, text_of

if __name__ == "__main__":
    for name, make in FILES.items():
        (HERE / name).write_text(text_of(make()), encoding="utf-8")
