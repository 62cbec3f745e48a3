"""`afterglow read-sheet FILE.txt`, called as from a terminal."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from server.cli.sheet_import import read_sheet_command
from server.domain.sheets import parse_toml


def run(path: Path) -> Result:
    return CliRunner().invoke(read_sheet_command, [str(path)])


def test_a_text_becomes_a_draft_in_toml(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("Avoid the sun for 2 days.\nBe well.\n", encoding="utf-8")
    result = run(sheet)
    assert result.exit_code == 0
    assert [rule.id for rule in parse_toml(result.stdout, name="draft.toml").rules] == ["avoid-sun"]
    assert "# line 2 (for reading only): Be well." in result.stdout


def test_a_text_without_rules_is_reported(tmp_path: Path) -> None:
    sheet = tmp_path / "poem.txt"
    sheet.write_text("Roses are red.\n", encoding="utf-8")
    result = run(sheet)
    assert result.exit_code == 0
    assert "no sentence could be read" in result.stderr


def test_a_file_that_is_not_text_is_refused_in_one_sentence(tmp_path: Path) -> None:
    for name, content, why in (
        ("photo.txt", b"\xff\xd8\xff\xe0", "not UTF-8 text"),
        ("nul.txt", b"Avoid\x00sun", "NUL"),
        ("large.txt", b"x" * 1_000_001, "too large"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        result = run(path)
        assert result.exit_code == 2, name
        assert why in result.stderr


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert run(tmp_path / "nothing.txt").exit_code == 2


def test_a_german_text_is_recognised_and_every_sentence_is_printed_as_json(tmp_path: Path) -> None:
    sheet = tmp_path / "blatt.txt"
    sheet.write_text("Nach der Behandlung bitte keine Sauna für 2 Wochen.\nAlles Gute!\n", encoding="utf-8")
    result = CliRunner().invoke(read_sheet_command, [str(sheet), "--json"])
    printed = json.loads(result.stdout)
    assert printed["language"] == "de"
    assert [each["state"] for each in printed["sentences"]] == ["read", "reading-only"]
    assert printed["rules"][0]["until"] == "2w"


def test_a_text_in_another_language_is_refused_in_one_sentence(tmp_path: Path) -> None:
    sheet = tmp_path / "hoja.txt"
    sheet.write_text("No se maquille durante las primeras horas.\n", encoding="utf-8")
    result = run(sheet)
    assert result.exit_code == 2
    assert "Choose English or German" in result.stderr
