"""The message catalogue: <language>.json in this folder, shared with the phone."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

FALLBACK = "en"
FOLDER = Path(__file__).parent
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class CatalogueMessages:
    """Look up a text and fill in its `{placeholders}`. With `count`, the key is `key.one` or `key.other`.

    Placeholders inside a value are not filled in.
    """

    def __init__(self, catalogues: Mapping[str, Mapping[str, str]]) -> None:
        if FALLBACK not in catalogues:
            raise ValueError(f"the catalogue of the language {FALLBACK!r} is missing")
        self._catalogues = {language: dict(texts) for language, texts in catalogues.items()}

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self._catalogues)

    def __call__(self, language: str, key: str, **values: object) -> str:
        """Return the text. Raise KeyError for a key missing in English too, or a placeholder without a value."""
        template = self._find(language, key, count=values.get("count"))
        return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), template)

    def _find(self, language: str, key: str, *, count: object) -> str:
        keys = (key,) if count is None else (f"{key}.{'one' if count == 1 else 'other'}", key)
        for tongue in (language, language.split("-", maxsplit=1)[0], FALLBACK):
            texts = self._catalogues.get(tongue, {})
            for candidate in keys:
                if candidate in texts:
                    return texts[candidate]
        raise KeyError(key)


def load_messages(folder: Path) -> CatalogueMessages:
    """Return the catalogues in a folder, which has one file per language."""
    return CatalogueMessages(
        {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    )
