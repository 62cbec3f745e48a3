"""What is delivered with Afterglow: its libraries with versions and licences, from the lock files, without a network.

`make sbom` prints a CycloneDX document, `make licences` a list. Licences of Python libraries come from what is
installed here; a library that only other systems need has none in the list. What a wheel bundles, such as libheif,
is not listed by itself.
"""

import base64
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from server import __version__

ROOT = Path(__file__).parent
PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)", re.M)
CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True, order=True)
class Library:
    """`spdx` says whether the licence is an SPDX expression, and not a name in words."""

    ecosystem: str
    name: str
    version: str
    licence: str | None
    spdx: bool
    sha512: str | None = None

    @property
    def purl(self) -> str:
        return f"pkg:{self.ecosystem}/{self.name.replace('@', '%40')}@{self.version}"


def libraries(root: Path = ROOT) -> list[Library]:
    """Return the libraries of the server and those in the app's files; none that only build or test it."""
    return sorted([*_of_the_server(root), *_of_the_app(root)], key=lambda library: library.purl)


def _of_the_server(root: Path) -> Iterator[Library]:
    for name, version in PINNED.findall((root / "requirements" / "runtime.txt").read_text()):
        try:
            described = metadata(name)
        except PackageNotFoundError:
            described = None
        known = described if described and described["Version"] == version else None
        licence, spdx = _licence(known) if known else (None, False)
        yield Library("pypi", name.lower().replace("_", "-"), version, licence, spdx)


def _licence(described: PackageMetadata) -> tuple[str | None, bool]:
    """Return the licence that a package names, as an expression if it can."""
    if expression := described.get("License-Expression"):
        return str(expression), True
    names = [
        line.removeprefix(CLASSIFIER) for line in described.get_all("Classifier") or () if CLASSIFIER in line
    ]
    text = str(described.get("License") or "").partition("\n")[0]
    return "; ".join(names) or text or None, False


def _of_the_app(root: Path) -> Iterator[Library]:
    packages = json.loads((root / "pwa" / "package-lock.json").read_text())["packages"]
    for path, package in packages.items():
        if path and not package.get("dev") and not package.get("devOptional"):
            digest = package["integrity"].removeprefix("sha512-")
            sha512 = base64.b64decode(digest).hex()
            name = path.rpartition("node_modules/")[2]
            yield Library("npm", name, package["version"], package.get("license"), True, sha512)


def cyclonedx(delivered: list[Library]) -> dict[str, Any]:
    """Return a CycloneDX 1.6 document; the same locks give the same document."""
    own = {
        "type": "application",
        "name": "afterglow",
        "version": __version__,
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": [_component(library) for library in delivered],
    }


def _component(library: Library) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": library.purl,
        "name": library.name,
        "version": library.version,
        "purl": library.purl,
    }
    if library.licence:
        named = {"expression": library.licence} if library.spdx else {"license": {"name": library.licence}}
        component["licenses"] = [named]
    if library.sha512:
        component["hashes"] = [{"alg": "SHA-512", "content": library.sha512}]
    return component


def listed(delivered: list[Library]) -> str:
    """Return one line for each library."""
    return "\n".join(
        f"{library.name:<36} {library.version:<14} {library.licence or 'not installed here'}"
        for library in delivered
    )


if __name__ == "__main__":
    print(listed(libraries()) if "--list" in sys.argv else json.dumps(cyclonedx(libraries()), indent=1))
