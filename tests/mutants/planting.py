"""The server's mutants: mutmut's faults, each as the whole text of the file that contains it.

mutmut's own runs keep all mutants of a file in one module and choose between them at every call, which makes our tests
about ten times slower. So only its operators and its numbering are used here.
"""

from collections.abc import Iterable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from difflib import unified_diff
from fnmatch import fnmatch
from pathlib import Path

import libcst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation import file_mutation
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import get_ignored_lines
from mutmut.mutation.trampoline_templates import mangle_function_name

from tests.mutants.outcome import Survivor

# mutmut reads this from the working directory. The first argument of `cast` has no effect.
_SETTINGS = "[mutmut]\nsource_paths = server\ndo_not_mutate_patterns = \n\t\\bcast\\(\n"


@dataclass(frozen=True)
class Mutant:
    """One fault in one function, not yet applied."""

    path: str
    """The file, relative to the repository."""
    name: str
    lines: range
    """The lines of the statement that it changes. A test that runs none of them cannot notice it."""
    module: libcst.Module
    function: libcst.FunctionDef
    before: libcst.CSTNode
    after: libcst.CSTNode

    def source(self) -> str:
        """Return the text of the file with the fault."""
        return str(file_mutation.deep_replace(self.module, self.before, self.after).code)

    def survivor(self, *, reached: bool) -> Survivor:
        faulty = file_mutation.deep_replace(self.function, self.before, self.after)
        whole, changed = (_code(function) for function in (self.function, faulty))
        lines = [line for line in unified_diff(whole, changed, n=0) if line[:3] not in {"---", "+++"}]
        before, after = ("\n".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
        return Survivor(self.path, before, after, reached)


def _code(function: libcst.FunctionDef) -> list[str]:
    return str(libcst.Module([function]).code).strip().split("\n")


def mutants_in(folder: Path, patterns: Iterable[str]) -> dict[str, Mutant]:
    """Return all mutants of the matching files by name. A name is mutmut's: module, function and number."""
    (folder / "setup.cfg").write_text(_SETTINGS, encoding="utf-8")
    paths = sorted(file.relative_to(folder).as_posix() for file in (folder / "server").rglob("*.py"))
    chosen = [path for path in paths if any(fnmatch(path, pattern) for pattern in patterns)]
    with chdir(folder):
        return {mutant.name: mutant for path in chosen for mutant in _mutants_of(path)}


def _mutants_of(path: str) -> Iterator[Mutant]:
    code = Path(path).read_text(encoding="utf-8")
    tree = MetadataWrapper(libcst.parse_module(code))
    visitor = file_mutation.MutationVisitor(mutation_operators, get_ignored_lines(path, code, tree))
    module = tree.visit(visitor)
    positions, parents = (tree.resolve(provider) for provider in (PositionProvider, ParentNodeProvider))
    prefix = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    functions = dict(_functions(module))
    for function, mutations in file_mutation.group_by_top_level_node(visitor.mutations).items():
        for number, mutation in enumerate(mutations, 1):
            if function in functions:
                place = positions[_statement(mutation.original_node, parents)]
                yield Mutant(
                    path,
                    f"{prefix}.{functions[function]}__mutmut_{number}",
                    range(place.start.line, place.end.line + 1),
                    module,
                    function,
                    mutation.original_node,
                    mutation.mutated_node,
                )


def _functions(module: libcst.Module) -> Iterator[tuple[libcst.FunctionDef, str]]:
    """Yield the functions and methods that mutmut changes, with their names as mutmut writes them."""
    for statement in module.body:
        if isinstance(statement, libcst.FunctionDef):
            yield statement, mangle_function_name(name=statement.name.value, class_name=None)
        elif isinstance(statement, libcst.ClassDef) and isinstance(statement.body, libcst.IndentedBlock):
            for method in statement.body.body:
                if isinstance(method, libcst.FunctionDef):
                    class_name = statement.name.value
                    yield method, mangle_function_name(name=method.name.value, class_name=class_name)


def _statement(node: libcst.CSTNode, parents: dict[libcst.CSTNode, libcst.CSTNode]) -> libcst.CSTNode:
    while not isinstance(node, libcst.SimpleStatementLine | libcst.BaseCompoundStatement):
        node = parents[node]
    return node
