"""Lighthouse for phones, on sign-in, Today, check-in and diary. It empties the phone before each, except for cookies.

`python -m tests.bench.lighthouse` needs a built PWA, Chromium, and `npm ci --prefix tests/bench`. The performance score
depends on the machine: Lighthouse simulates a slow phone from what it measures here.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from hatch_build import node_of_the_machine, node_of_the_wheel
from tests.bench.phone import invitations
from tests.e2e.conftest import PHONE, QUIET_FLAGS, chromium_path, with_passkeys
from tests.e2e.server import Server, free_port, running_server
from tests.e2e.steps import join

LIGHTHOUSE = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"
TARGETS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
SCREENS = {"Today": "/", "check-in": "/check-in", "diary": "/diary"}
LAYOUT_SHIFT = "cumulative-layout-shift"


def main() -> int:
    if not LIGHTHOUSE.exists():
        raise SystemExit("Lighthouse is not installed: npm ci --prefix tests/bench")
    port = free_port()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET_FLAGS)
        [link] = invitations(browser, server, "Lena Light")
        browser.close()
        phone = playwright.chromium.launch_persistent_context(
            Path(folder) / "phone",
            executable_path=chromium_path(),
            args=[*QUIET_FLAGS, f"--remote-debugging-port={port}"],
            viewport=PHONE,
            locale="en-GB",
        )
        results = audits(phone, server, link, port)
        phone.close()
    return 0 if all(results) else 1


def audits(phone: BrowserContext, server: Server, link: str, port: int) -> list[bool]:
    """Audit sign-in, then accept the invitation and audit the patient's screens. Return which met their targets."""
    results = [report("sign-in", audit(f"{server.url}/sign-in", port))]
    page = phone.new_page()
    with_passkeys(page)
    join(page, link)
    page.close()
    return results + [report(screen, audit(f"{server.url}{path}", port)) for screen, path in SCREENS.items()]


def audit(url: str, port: int) -> dict[str, Any]:
    """Run Lighthouse and return its report."""
    command = [
        node(), str(LIGHTHOUSE), url, f"--port={port}", "--output=json", "--quiet",
        f"--only-categories={','.join(TARGETS)}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own arguments
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def report(screen: str, result: dict[str, Any]) -> bool:
    """Print the scores of a screen, and what cost points. Return whether every target is met."""
    scores = {name: round(result["categories"][name]["score"] * 100) for name in TARGETS}
    shift = result["audits"][LAYOUT_SHIFT]["numericValue"]
    print(f"{screen}: {' / '.join(str(score) for score in scores.values())}, layout shift {shift:.3f}")
    for name, target in TARGETS.items():
        if scores[name] < target:
            for reference in result["categories"][name]["auditRefs"]:
                result_of = result["audits"][reference["id"]]
                if reference["weight"] and (result_of["score"] or 0) < 0.9:
                    value = result_of.get("displayValue", "")
                    print(f"  {name}: {result_of['title']} {value}")
    return shift == 0 and all(scores[name] >= target for name, target in TARGETS.items())


def node() -> str:
    """Return the machine's Node if it is new enough, else that of the wheel."""
    if npm := node_of_the_machine():
        return str(Path(npm[0]).parent / "node")
    wheel = node_of_the_wheel()
    if wheel is None:
        raise SystemExit("There is no Node on this machine, and its wheel is not installed.")
    return wheel[0]


if __name__ == "__main__":
    sys.exit(main())
