"""The only kind of cache in the use cases: bounded, least recently used, with an optional revision per value."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedCache(Generic[Key, Value]):
    """Hold values up to a total weight of `limit`; the least recently used are dropped first.

    `weigh` returns the weight of a value, by default 1, so that `limit` is a number of values. A value that
    by itself weighs more than `limit` is not stored.

    A value may be stored with the `revision` of the data that it was computed from. It is then returned only
    for that same revision. A cache never decides who may see a value: check access before `get`.
    """

    def __init__(self, limit: int, *, weigh: Callable[[Value], int] = lambda value: 1) -> None:
        self.limit = limit
        self.weight = 0
        self._weigh = weigh
        self._values: OrderedDict[Key, tuple[int | None, Value]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Key, *, revision: int | None = None) -> Value | None:
        """Return the value stored under `key` at exactly this revision, or None."""
        stored = self._values.get(key)
        if stored is None or stored[0] != revision:
            return None
        self._values.move_to_end(key)
        return stored[1]

    def put(self, key: Key, value: Value, *, revision: int | None = None) -> None:
        """Store a value in place of any older one under `key`."""
        self.drop(key)
        weight = self._weigh(value)
        if weight > self.limit:
            return
        self._values[key] = (revision, value)
        self.weight += weight
        while self.weight > self.limit:
            self.drop(next(iter(self._values)))

    def clear(self) -> None:
        self._values.clear()
        self.weight = 0

    def drop(self, key: Key) -> None:
        """Remove the value under `key`, if there is one."""
        stored = self._values.pop(key, None)
        if stored is not None:
            self.weight -= self._weigh(stored[1])
