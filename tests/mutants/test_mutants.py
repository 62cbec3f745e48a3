from itertools import pairwise

from tests.mutants.outcome import Outcome, Survivor
from tests.mutants.sampling import Plan, draw
from tests.mutants.survivors import ids_with_a_reason, line_for

PLAN = Plan(seed="1", size=100, workers=1)
DOMAIN = [f"domain.{number}" for number in range(1000)]
ACCESS = [f"access.{number}" for number in range(30)]
SURVIVOR = Survivor("pwa/src/domain/a.ts", "return `${a}`;", "return ``;", reached=True)


def test_a_small_part_is_sampled_whole_and_the_others_make_up_the_difference() -> None:
    sample = draw(PLAN, {"domain": DOMAIN, "access": ACCESS})
    assert sorted(sample["access"]) == sorted(ACCESS)
    assert len(set(sample["domain"])) == 70


def test_parts_that_are_large_enough_share_the_sample_equally() -> None:
    sizes = [len(drawn) for drawn in draw(PLAN, dict.fromkeys("abc", DOMAIN)).values()]
    assert sum(sizes) == 100
    assert all(one - other <= 1 for one, other in pairwise(sorted(sizes, reverse=True)))


def test_the_sample_depends_on_the_seed_and_not_on_the_order_of_names() -> None:
    def drawn(seed: str, names: list[str]) -> list[str]:
        return draw(Plan(seed, 100, 1), {"domain": names})["domain"]

    assert drawn("1", DOMAIN) == drawn("1", DOMAIN[::-1]) != drawn("2", DOMAIN)


def test_a_new_mutant_displaces_at_most_one_of_the_sample() -> None:
    before, after = (set(draw(PLAN, {"domain": names})["domain"]) for names in (DOMAIN, [*DOMAIN, "new"]))
    assert len(before - after) <= 1


def test_a_survivor_is_known_once_its_line_has_a_reason() -> None:
    line = line_for(SURVIVOR)
    assert ids_with_a_reason(f"# Survivors\n\n{line}\n{line}") == set()
    assert ids_with_a_reason(f"# Survivors\n\n{line}The text is never shown.\n") == {SURVIVOR.id}


def test_code_spans_can_contain_backticks() -> None:
    assert line_for(SURVIVOR).endswith("`` return `${a}`; `` → ``` return ``; ``` — ")


def test_mutants_that_time_out_count_as_detected() -> None:
    outcome = Outcome(population=9, killed=2, timed_out=1, survivors=[SURVIVOR])
    assert outcome.score == 75
    assert "4 of 9 mutants" in outcome.summary()


def test_an_empty_sample_is_not_a_success() -> None:
    assert Outcome(population=0).score == 0
