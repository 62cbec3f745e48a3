"""Read the sheets of the corpus, and the rules that a person finds in each of their lines.

A file begins with header lines (`# language: en`). Every other line is the sheet's text, except those that
begin with `> `, which say what the line above them means:

    > CLASS VERB TOPICS [from=TIME] [until=TIME] [every=…] [cond] [unless]

CLASS is p (plain), m (medium), t (trap), o (may be read, but need not be) or x (the line is not scored); `-` instead
of a verb means that the line holds no rule. `a|b` are alternatives, `a,b` are all needed, `*` is any topic. `cond` and
`unless` ask for a condition of any wording, `cond=FLAG|FLAG` for one of these flags or protections: any other is wrong.
With `avoid|allow`, the same moment ends the ban or begins the permission.

The half `unseen` was written before the reader, and at first only its counts were looked at. On its first run, the
reader had a precision of 88 %, found 5 dangerous rules, and read 80 % of the plain lines, 53 % of the medium ones and
30 % of the traps. When the failures were first read, these numbers were 95 %, 2, 86 %, 63 % and 30 %. Three
annotations were then corrected and seven faults fixed, so this half is no longer unseen: a new sheet is a better
test.

The sheets 39 to 68 of the half `seen` came later and were read once before the reader was mended with them. 39 to 50
are another writer's; at first sight the reader had a precision of 87 % on them with 4 dangerous rules. 51 to 56, 57
to 62, 63 to 66 and 67 to 68 were written after each round of mending: 90 %, 89 %, 90 % and 88 % with 1, 1, 0 and 1
dangerous rules (the last three faults were the annotation's), recall 80/50/26, 65/43/9, 91/53/11 and 100/43/38 % of
the plain, medium and trap lines.

The sheets 69 to 80 are by that other writer again. At first sight the reader of their day had a precision of 95 % on
them with 4 dangerous rules, recall 90/63/17 %. 81 to 107 were written afterwards, and each batch was read once before
the reader was mended with it: 81 to 86 gave 98 % and no dangerous rule (recall 69/52/14 %), 87 to 91 94 % and none
(73/32/25 %), 92 to 97 85 % and 2 (58/29/28 %; treatments far from those before), 98 to 103 95 % and 1 (61/56/19 %),
104 to 107 92 % and none (87/22/10 %).

The sheets 108 to 121 are by another writer again, with half of their lines written to trip the reader: at first sight
87 % and 2 dangerous rules (83/42/29 %). After the reader had been mended with them, 122 to 135 were written in five
batches, and each was read once before the next round of mending: 86 % (78/39/25 %) before any of it, then 95 %
(58/38/35 %), 100 % (50/42/21 %), 95 % (67/53/18 %) and 83 % of 12 rules (100/20/20 %). Of the 97 rules of the last
four batches, 92 were right and 2 of the wrong ones dangerous; two of the wrong ones were the annotation's.

The sheets 136 to 198 were written in eleven batches of 55 to 79 lines of new treatments (physiotherapy, vaccines, pets,
nails, piercings, veins, orthopaedics), about 40 % of them to trip the reader; each batch was judged by hand at first
sight and the reader was mended before the next one was written. 193 to 198 came first, then 136 to 192 in order.
Right sentences at first sight: 89, 92, 76, 89, 97, 94, 94, 96, 97, 97 and 94 %, with 1, 0, 3, 1, 0, 1, 0, 1, 0, 0 and 0
dangerous rules; read were 88, 94, 71, 87, 75, 93, 75, 86, 83, 86 and 76 % of the plain lines (a third of the rest name
things without a topic), 40, 40, 47, 67, 40, 60, 75, 25, 56, 76 and 61 % of the medium ones, and about 10 % of the
traps.

The sheets 199 to 208 are by another writer again, 30 % of their lines written to trip the reader (ticks and crosses,
columns, questions, tables). At first sight the reader of their day had a precision of 95 % on them with no dangerous
rule by the annotation and 3 by hand, recall 72/29/16 %; after it had been mended with them 100 %, 89/58/27 %.

The sheets 209 to 218 are by another writer again, 31 % of their lines written to trip the reader (headings such as
"DAS NICHT", tables of times, Austrian and Irish wording). At first sight the reader of their day had a precision of
92 % on them with no dangerous rule, recall 73/30/15 %.

When the topic tree was widened, the topics of both halves were rewritten for it ("lie down" is `lying-down`, no longer
`sleep`), and rules whose topic the tree had not named were added. To do this, the failures of both halves were read.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
CLASSES = {"p": "plain", "m": "medium", "t": "trap", "o": "optional", "x": "left out"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One rule that a person finds in a line."""

    kind: str  # plain, medium or trap
    verbs: tuple[str, ...]  # empty: the line holds no rule
    groups: tuple[tuple[str, ...], ...] = ()  # alternatives of each topic
    from_: tuple[str, ...] = ("",)
    until: tuple[str, ...] = ("",)
    conditional: bool = False
    flags: tuple[str, ...] = ()  # one of which must be its condition; empty: any


@dataclass(slots=True)
class WrittenLine:
    text: str
    wanted: list[Wanted] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    name: str
    language: str
    lines: tuple[WrittenLine, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def sheets(half: str) -> tuple[WrittenSheet, ...]:
    """Return the sheets of one half: `seen`, or `unseen`, to which the reader must not be fitted."""
    return tuple(_sheet(path) for path in sorted((FOLDER / half).glob("*.txt")))


def _sheet(path: Path) -> WrittenSheet:
    header: dict[str, str] = {}
    lines: list[WrittenLine] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("# "):
            name, value = row[2:].split(":", 1)
            header[name] = value.strip()
        elif row.startswith("> "):
            lines[-1].wanted.append(_wanted(row[2:]))
        else:
            lines.append(WrittenLine(row))
    return WrittenSheet(path.stem, header["language"], tuple(lines))


def _wanted(row: str) -> Wanted:
    kind, rest = CLASSES[row[0]], row[2:].split(" ")
    if rest[0] == "-":
        return Wanted(kind, ())
    named = _fields(rest[2:])
    return Wanted(
        kind,
        tuple(rest[0].split("|")),
        tuple(tuple(group.split("|")) for group in rest[1].split(",")),
        tuple(named.get("from", "").split("|")),
        tuple(named.get("until", "").split("|")),
        any(_is_condition(word) for word in rest[2:]),
        tuple(flag for word in rest[2:] if _is_condition(word) for flag in _flags(word)),
    )


def _is_condition(word: str) -> bool:
    return re.split(r"[|=]", word)[0] in ("cond", "unless", "if")


def _flags(word: str) -> tuple[str, ...]:
    return tuple(word.partition("=")[2].split("|")) if "=" in word else ()


def _fields(parts: list[str]) -> dict[str, str]:
    """Return the fields `name=value`; a value may hold spaces ("from=48h & healed")."""
    fields: dict[str, str] = {}
    name = ""
    for part in parts:
        key, equals, value = part.partition("=")
        if equals and key in ("from", "until", "every"):
            name = key
            fields[name] = value
        elif _is_condition(part):
            name = ""
        elif name:
            fields[name] += f" {part}"
    return fields
