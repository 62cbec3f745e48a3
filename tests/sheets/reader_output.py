from types import SimpleNamespace
from dataclasses import dataclass
from server.domain.sheet_import import parse_sheet_text
@dataclass
class ReadRule:
    line: int
    is_read: bool
    rule: object
def read_rules(text, language, tree):
    for s in parse_sheet_text(text, tree, language=language).sentences:
        for r in s.rules:
            yield ReadRule(s.line-1, s.state=="read", SimpleNamespace(verb=r.verb,topics=r.topics,starts=r.starts,ends=r.ends,if_=r.if_,unless=r.unless,with_=r.with_))
