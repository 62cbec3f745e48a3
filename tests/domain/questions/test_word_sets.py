"""The sets of words that server and phone hold in code."""

import re
from pathlib import Path

from server.domain.questions import word_sets

PHONE = Path(__file__).resolve().parents[3] / "pwa" / "src" / "domain" / "questions" / "word-sets.ts"
_SET = re.compile(r'export const ([A-Z_]+) = set\(\s*[`"](.*?)[`"]\s*\)', re.DOTALL)


def test_server_and_phone_hold_the_same_sets_of_words() -> None:
    phone = {name: set(listed.split()) for name, listed in _SET.findall(PHONE.read_text(encoding="utf-8"))}
    server = {name: listed for name, listed in vars(word_sets).items() if isinstance(listed, frozenset)}
    assert phone == server
