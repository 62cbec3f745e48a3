"""The topic tree as the phone loads it."""

from server.shapes.base import Language, Shape


class Topics(Shape):
    """The topic tree in all languages, as columns in the same order.

    `ids`: separated by spaces; empty where the id is the English label in lower case with hyphens. `parents`:
    positions. `words`: per language a line for each topic, empty where it has none, words separated by `|`, label
    first; `_` in a further word is the label, `~` before it marks a weak word. `short`: per language a line for each
    topic with its short name, empty where that is the label with a capital. `icons`: each topic's own icon, separated
    by spaces, empty where it has that of its nearest family.
    """

    format: int
    ids: str
    parents: list[list[int]]
    words: dict[Language, str]
    short: dict[Language, str]
    icons: str
    small: dict[Language, str]
    ordinary: dict[Language, str]
    tails: str
