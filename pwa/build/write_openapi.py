"""Writes pwa/openapi.json from the server's own table of routes: `python pwa/build/write_openapi.py`, from the root.

`npm run client` then makes the typed client's schema from it. With `--check` it writes nothing and fails when the file
is not what the table says.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = ROOT / "pwa" / "openapi.json"


def document() -> str:
    sys.path.insert(0, str(ROOT))
    from server.api.openapi import openapi  # noqa: PLC0415 - the path is set just above
    from server.api.routes import TABLE  # noqa: PLC0415

    # The client depends on neither of the two values that differ from place to place.
    told = openapi(TABLE, cookie="__Host-afterglow", version="0")
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    if "--check" not in sys.argv:
        FILE.write_text(document())
    elif FILE.read_text() != document():
        sys.exit("pwa/openapi.json is not what the server says: python pwa/build/write_openapi.py && npm run client")


if __name__ == "__main__":
    main()
