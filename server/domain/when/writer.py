"""Write the value of a TIME as its canonical text: `parse_time(time_text(t)) == t`."""

from server.domain.when.terms import Act, Both, Day, DayPart, First, Length, Session, State, Time

_SIGN = {"exact": "", "range": "", "minimum": ">=", "up-to": "<=", "about": "~"}


def time_text(time: Time) -> str:
    match time:
        case First(parts):
            return " / ".join(map(time_text, parts))
        case Both(parts):
            return " & ".join(map(time_text, parts))
        case Length():
            return ("-" if time.before else "") + _SIGN[time.kind] + _span(time)
        case Session(offset):
            return f"S{_signed(offset)}"
        case _:
            return _worded(time)


def _worded(time: Time) -> str:
    match time:
        case Day(first, last):
            return f"D{first}" if first == last else f"D{first}-D{last}"
        case DayPart(part, days, offset):
            return (f"{part}+{days}" if days else part.value) + _signed(offset, units=True)
        case State(_, _, offset) | Act(_, _, offset):
            return gate_text(time) + _signed(offset)
        case _:
            return "?"


def gate_text(term: State | Act) -> str:
    """Return the name under which a state or an act is reported, without an offset: `healed`, `after(wash)`."""
    return f"{term.name}({term.of})" if term.of else term.name


def _signed(offset: Length | None, *, units: bool = False) -> str:
    """With `units` both ends of a range have one: `morning+1-2h` is two hours before the next morning."""
    if offset is None:
        return ""
    return ("-" if offset.before else "+") + _span(offset, units=units)


def _span(length: Length, *, units: bool = False) -> str:
    least, surely = length.least, length.surely
    if least == surely:
        return f"{least.count}{least.unit}"
    first_unit = "" if least.unit == surely.unit and not units else least.unit
    return f"{least.count}{first_unit}-{surely.count}{surely.unit}"
