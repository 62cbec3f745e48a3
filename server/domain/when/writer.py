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
        case DayPart(part, days):
            return f"{part}+{days}" if days else part.value
        case State(name, of):
            return f"{name}({of})" if of else name
        case Act(name, of, offset):
            return f"{name}({of})" + (_signed(offset) if offset else "")
        case _:
            return "?"


def _signed(offset: Length) -> str:
    return ("-" if offset.before else "+") + _span(offset)


def _span(length: Length) -> str:
    least, surely = length.least, length.surely
    if least == surely:
        return f"{least.count}{least.unit}"
    first_unit = "" if least.unit == surely.unit else least.unit
    return f"{least.count}{first_unit}-{surely.count}{surely.unit}"
