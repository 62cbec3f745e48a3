"""The list of libraries that are delivered, from the lock files."""

import base64
import json
import re
from pathlib import Path

import pytest

from sbom import Library, cyclonedx, libraries, listed

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def delivered() -> list[Library]:
    return libraries()


def test_every_library_of_both_locks_is_in_it_and_no_tool(delivered: list[Library]) -> None:
    names = {(library.ecosystem, library.name) for library in delivered}
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "runtime.txt").read_text(), re.M)
    assert {name for ecosystem, name in names if ecosystem == "pypi"} == set(locked)
    wanted = json.loads((ROOT / "pwa" / "package.json").read_text())
    assert {("npm", name) for name in wanted["dependencies"]} <= names
    assert not {("npm", name) for name in wanted["devDependencies"]} & names
    assert ("pypi", "pytest") not in names


def test_what_is_installed_has_a_licence(delivered: list[Library]) -> None:
    without = {library.name for library in delivered if library.licence is None}
    assert without <= _for_some_systems()
    by_name = {library.name: library for library in delivered}
    assert (by_name["starlette"].licence, by_name["starlette"].spdx) == ("BSD-3-Clause", True)
    assert (by_name["preact"].licence, by_name["segno"].licence) == ("MIT", "BSD License")


def _for_some_systems() -> set[str]:
    """Return the libraries that the lock file gives to some systems or versions of Python only."""
    return set(re.findall(r"^([\w.-]+)==\S+ ;", (ROOT / "requirements" / "runtime.txt").read_text(), re.M))


def test_the_document_names_each_library_once_with_its_hash(delivered: list[Library]) -> None:
    document = cyclonedx(delivered)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    references = [component["bom-ref"] for component in document["components"]]
    assert len(set(references)) == len(references) == len(delivered)
    [figtree] = [each for each in document["components"] if each["name"] == "@fontsource-variable/figtree"]
    locked = json.loads((ROOT / "pwa" / "package-lock.json").read_text())["packages"]
    package = locked["node_modules/@fontsource-variable/figtree"]
    assert figtree["purl"] == f"pkg:npm/%40fontsource-variable/figtree@{package['version']}"
    assert figtree["licenses"] == [{"expression": "OFL-1.1"}]
    [digest] = figtree["hashes"]
    assert base64.b64encode(bytes.fromhex(digest["content"])).decode() == package["integrity"].removeprefix(
        "sha512-"
    )


def test_the_list_has_a_line_for_each_library(delivered: list[Library]) -> None:
    lines = listed(delivered).splitlines()
    assert len(lines) == len(delivered)
    assert any(re.fullmatch(r"preact +10\.\S+ +MIT", line) for line in lines)
