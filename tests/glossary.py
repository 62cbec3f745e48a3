"""Read docs/glossary.md as values, and collect the names that the code of each side really has."""

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "glossary.md"
LATER = re.compile(r"later \(#\d+\)")

_TOKEN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.S)
_NOT_CODE = re.compile(
    r"""/\*.*?\*/ | //[^\n]*                                     # comments
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | `(?:\\.|[^`\\])*`  # strings and templates
    | (?:(?<=[(,=:\[!&|?])|(?<=[(,=:\[!&|?]\ ))/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/  # regular expressions
    """,
    re.S | re.X,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the glossary. `where`: server, phone, both, or later with the number of an issue."""

    name: str
    where: str

    def on(self, side: str) -> bool:
        return self.where in (side, "both")


def tables(heading: str) -> list[dict[str, str]]:
    """Return the rows of the table under a heading of the page, by column."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    head, _, *rows = [_cells(line) for line in section.splitlines() if line.startswith("|")]
    return [dict(zip(head, row, strict=True)) for row in rows]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


@cache
def names() -> tuple[Name, ...]:
    rows = (
        row for heading in ("Aftercare", "Diary", "People and access", "Machinery") for row in tables(heading)
    )
    return tuple(
        Name(name, row["where"]) for row in rows for name in re.findall(r"`([^`]+)`", row["name in code"])
    )


def parts(name: str) -> tuple[str, ...]:
    """Return the lower-case words of a name: `nextTreatment_at` → next, treatment, at."""
    return tuple(part.lower() for part in _PART.findall(name))


def camel(name: str) -> str:
    """Return the spelling of a snake-case name in TypeScript: `time_zone` → `timeZone`."""
    return re.sub(r"(?<=[a-z0-9])_([a-z])", lambda match: match[1].upper(), name)


@cache
def tracked(*endings: str) -> tuple[Path, ...]:
    """Return the files of the repository with these endings, including new ones that git does not ignore."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    output = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    paths = (ROOT / line for line in output.splitlines() if line.endswith(endings))
    return tuple(path for path in sorted(set(paths)) if path.is_file())


@cache
def lines_of(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").splitlines())


@cache
def server_names() -> frozenset[str]:
    """Return every name that server/ and models/ define: modules, classes, functions, fields, variables."""
    paths = [path for path in tracked(".py") if path.relative_to(ROOT).parts[0] in ("server", "models")]
    modules = {name for path in paths for name in (path.stem, path.parent.name)}
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return frozenset(modules.union(name for text in texts for name, _ in python_names(text)))


def python_names(text: str) -> Iterator[tuple[str, int]]:
    """Yield every name that Python code defines, with its line: assigned, taken as a parameter, caught or imported."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name, node.lineno
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name, node.lineno
            case ast.arg(arg=name):
                yield name, node.lineno
            case ast.ExceptHandler(name=str(name)) | ast.alias(asname=str(name)):
                yield name, node.lineno
            case (
                ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name))
            ):
                yield name, node.lineno


def typescript_names(text: str) -> Iterator[tuple[str, int]]:
    """Yield every identifier of TypeScript or JavaScript code with its line.

    Comments, strings, templates and regular expressions are left out. Names that are only used are included:
    they are defined in another file.
    """
    code = _NOT_CODE.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, line in enumerate(code.splitlines(), 1):
        for token in _TOKEN.findall(line):
            yield token, number


@cache
def phone_names() -> frozenset[str]:
    """Return every identifier in the code of pwa/src, without comments."""
    paths = [path for path in tracked(".ts", ".tsx") if path.is_relative_to(ROOT / "pwa" / "src")]
    texts = (_COMMENT.sub(" ", path.read_text(encoding="utf-8")) for path in paths)
    return frozenset(token for text in texts for token in _TOKEN.findall(text))
