"""The import contracts of pyproject.toml cover every outside library and have no exceptions."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
    "importlinter"
]["contracts"]
OURS = {"server", "models"}


def imported_libraries() -> dict[str, set[str]]:
    """Return the top-level names of outside libraries, with the files that import them."""
    libraries: dict[str, set[str]] = {}
    for path in (path for name in OURS for path in (ROOT / name).rglob("*.py")):
        if "migrations" in path.parts:
            continue  # written by Tortoise
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for module in imported_modules(node):
                libraries.setdefault(module.partition(".")[0], set()).add(str(path.relative_to(ROOT)))
    return {name: files for name, files in libraries.items() if name not in sys.stdlib_module_names | OURS}


def imported_modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_every_outside_library_is_declared() -> None:
    """A library that only another one brings can vanish, or change, with any update of that one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = [*project["dependencies"], *project["optional-dependencies"]["s3"]]
    # Each name, and each extra in brackets: `tortoise-orm[asyncpg]` declares asyncpg.
    declared = {
        name for line in requirements for name in re.findall(r"[a-z][\w-]*", re.split("[<>=;]", line)[0])
    }
    distributions = packages_distributions()
    undeclared = {
        library
        for library in imported_libraries()
        if not {name.lower().replace("_", "-") for name in distributions[library]} & declared
    }
    assert undeclared == set()


def test_every_outside_library_has_a_contract() -> None:
    """A library without one could be imported anywhere, even in the domain."""
    protected = {module for contract in CONTRACTS for module in contract.get("protected_modules", ())}
    without = {name: files for name, files in imported_libraries().items() if name not in protected}
    assert without == {}


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["name"])
def test_no_contract_is_relaxed_by_exceptions(contract: dict[str, Any]) -> None:
    assert not contract.keys() & {"ignore_imports", "exhaustive_ignores", "skip_descendants"}


def test_the_domain_is_on_no_list_of_importers() -> None:
    importers = {module for contract in CONTRACTS for module in contract.get("allowed_importers", ())}
    assert not [module for module in importers if module.startswith("server.domain")]
