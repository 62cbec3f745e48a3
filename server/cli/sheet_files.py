"""Find a sheet by its id, by the number of its source file, or by the path of a TOML file."""

from pathlib import Path

from server.cli.plain import refuse
from server.domain.sheets import Sheet, SheetError, parse_toml_bytes
from server.sheets import load_sheets

MAX_BYTES = 10_000_000


def get_sheet(name: str) -> Sheet:
    """Return a sheet. `name`: the id of a built-in sheet, its number (003) or a path. Raises `Refusal`."""
    sheets = load_sheets()
    if name in sheets:
        return sheets[name]
    if name.isdecimal():
        for sheet in sheets.values():
            if sheet.source.file.startswith(f"{name.zfill(3)}_"):
                return sheet
    return _parse_file(name)


def get_checked_sheet(name: str) -> Sheet:
    """Like `get_sheet`, but report every fault of a file, one line each. Raises `Refusal`."""
    try:
        return parse_toml_bytes(_read(Path(name)), name=Path(name).name)
    except SheetError as error:
        refuse(str(error))
    except (OSError, ValueError):
        return get_sheet(name)


def _parse_file(name: str) -> Sheet:
    path = Path(name)
    try:
        return parse_toml_bytes(_read(path), name=path.name)
    except SheetError as error:
        refuse(_first_fault(error))
    except (OSError, ValueError):
        built_in = ", ".join(load_sheets())
        refuse(f"there is no sheet {name!r}: it is not a file, and the built-in sheets are {built_in}")


def _read(path: Path) -> bytes:
    """Read at most MAX_BYTES, even of /dev/zero; the parser then reports that the file is too large."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES)


def _first_fault(error: SheetError) -> str:
    more = len(error.faults) - 1
    return f"{error.faults[0]}" + (f" (and {more} more: afterglow check-sheet)" if more else "")
