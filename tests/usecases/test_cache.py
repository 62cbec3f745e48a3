"""The cache returns stored values, only for the revision they were stored at, and stays within its bounds."""

from server.usecases.cache import BoundedCache


class TestValues:
    def test_a_stored_value_is_returned(self) -> None:
        cache = BoundedCache[str, str](limit=2)
        cache.put("a", "apple")
        assert cache.get("a") == "apple"
        assert cache.get("b") is None

    def test_a_newer_value_replaces_an_older_one(self) -> None:
        cache = BoundedCache[str, str](limit=2)
        cache.put("a", "apple")
        cache.put("a", "apricot")
        assert (cache.get("a"), len(cache), cache.weight) == ("apricot", 1, 1)

    def test_clearing_drops_everything(self) -> None:
        cache = BoundedCache[str, str](limit=2)
        cache.put("a", "apple")
        cache.clear()
        assert (cache.get("a"), len(cache), cache.weight) == (None, 0, 0)


class TestRevisions:
    def test_a_value_is_returned_only_for_its_own_revision(self) -> None:
        cache = BoundedCache[str, str](limit=2)
        cache.put("a", "apple", revision=3)
        assert cache.get("a", revision=3) == "apple"
        assert cache.get("a", revision=2) is None
        assert cache.get("a", revision=4) is None
        assert cache.get("a") is None

    def test_a_value_without_a_revision_is_not_returned_for_one(self) -> None:
        cache = BoundedCache[str, str](limit=2)
        cache.put("a", "apple")
        assert cache.get("a", revision=0) is None


class TestBounds:
    def test_the_least_recently_used_value_is_dropped_first(self) -> None:
        cache = BoundedCache[str, str](limit=2)
        cache.put("a", "apple")
        cache.put("b", "banana")
        assert cache.get("a") == "apple"
        cache.put("c", "cherry")
        assert (cache.get("a"), cache.get("b"), cache.get("c")) == ("apple", None, "cherry")

    def test_asking_for_another_revision_does_not_count_as_use(self) -> None:
        cache = BoundedCache[str, str](limit=2)
        cache.put("a", "apple", revision=1)
        cache.put("b", "banana", revision=1)
        cache.get("a", revision=2)
        cache.put("c", "cherry", revision=1)
        assert cache.get("a", revision=1) is None
        assert cache.get("b", revision=1) == "banana"

    def test_the_weight_of_values_counts(self) -> None:
        cache = BoundedCache[str, bytes](limit=5, weigh=len)
        cache.put("a", b"123")
        cache.put("b", b"45")
        assert (len(cache), cache.weight) == (2, 5)
        cache.put("c", b"6")
        assert (cache.get("a"), cache.get("b"), cache.weight) == (None, b"45", 3)

    def test_a_value_that_is_too_heavy_by_itself_is_not_stored_and_drops_no_other(self) -> None:
        cache = BoundedCache[str, bytes](limit=5, weigh=len)
        cache.put("a", b"12345")
        cache.put("b", b"123456")
        assert (cache.get("a"), cache.get("b"), cache.weight) == (b"12345", None, 5)
