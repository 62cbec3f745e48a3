from itertools import pairwise
from pathlib import Path

from tests.mutants.outcome import Outcome, Survivor
from tests.mutants.reach import Reach
from tests.mutants.sampling import Plan, draw
from tests.mutants.survivors import ids_with_a_reason, line_for
from tests.mutants.trials import Jobs, Trial, stages

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


REACH = Reach(
    {"test_a.py::one": 3.0, "test_b.py::two": 1.0, "test_c.py::three": 2.0},
    {"server/a.py": {"1": [""], "7": ["test_a.py::one"], "8": ["test_a.py::one", "test_b.py::two"]}},
)


def test_a_mutant_is_tried_by_the_tests_that_run_its_lines_fastest_first() -> None:
    assert list(REACH.tests_of("server/a.py", range(7, 9))) == ["test_b.py::two", "test_a.py::one"]
    assert REACH.tests_of("server/a.py", range(9, 12)) == REACH.tests_of("server/b.py", range(7, 9)) == {}


def test_a_mutant_in_code_that_runs_on_import_is_tried_by_all_tests() -> None:
    assert list(REACH.tests_of("server/a.py", range(1, 2))) == [
        "test_b.py::two",
        "test_c.py::three",
        "test_a.py::one",
    ]


def test_what_was_measured_and_what_is_to_be_tried_survive_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    REACH.save(file)
    assert Reach.load(file) == REACH
    jobs = Jobs(("-k", "not slow"), frozenset(REACH.seconds), (Trial("m", "a.py", "x = 1", REACH.seconds),))
    jobs.save(file)
    assert Jobs.load(file) == jobs


def test_a_trial_begins_with_the_three_files_whose_tests_are_fastest() -> None:
    seconds = {f"test_{name}.py::{number}": float(name) for name in (5, 4, 3, 2, 1) for number in (1, 2)}
    assert list(stages(seconds)) == [
        ["test_1.py", "test_2.py", "test_3.py"],
        ["test_4.py", "test_5.py"],
    ]
    assert list(stages({"test_1.py::a": 1.0})) == [["test_1.py"]]
