"""Read the text of a sheet, deterministically. A wrong rule is worse than an open line, and nothing is lost."""

from server.domain.errors import Invalid
from server.domain.limits import MAX_READ_SENTENCES
from server.domain.sheet_import.english import ENGLISH
from server.domain.sheet_import.german import GERMAN
from server.domain.sheet_import.layout import lines_of
from server.domain.sheet_import.model import ImportedSheet
from server.domain.sheet_import.outcomes import joined
from server.domain.sheet_import.sheet_reader import SheetReader
from server.domain.sheet_import.tongues import is_in, language_of
from server.domain.topics import TopicTree

LANGUAGES = {language.name: language for language in (ENGLISH, GERMAN)}


def parse_sheet_text(text: str, tree: TopicTree, *, language: str | None = None) -> ImportedSheet:
    """Read a sheet in English or German; without `language`, it is detected.

    Raises `Invalid` (language-unknown) for a text in another language, (language-other) for a text that is not
    in the chosen one, and (text-too-long) above 2,000 sentences. Nothing is read then.
    """
    language = _chosen(text, language)
    lines = tuple(lines_of(text))
    count = sum(len(line.sentences) for line in lines)
    if count > MAX_READ_SENTENCES:
        raise Invalid(
            f"The text has {count:,} sentences; at most {MAX_READ_SENTENCES:,} can be read.",
            code="text-too-long",
        )
    reader = SheetReader(LANGUAGES[language], tree, lines)
    read = [sentence for at in range(len(lines)) for sentence in reader.line(at)]
    sentences = joined(read, reader.tails)
    title = next((sentence.text for line in lines for sentence in line.sentences), "")
    return ImportedSheet(
        text, title[:200], language, reader.treatment, sentences, tuple(reader.topics.values())
    )


def _chosen(text: str, language: str | None) -> str:
    chosen = language or language_of(text)
    if chosen not in LANGUAGES:
        raise Invalid(
            "The language of this text is not known. Choose English or German; other languages are not read.",
            code="language-unknown",
        )
    if not is_in(text, chosen):
        raise Invalid("This text is not in the chosen language, so nothing was read.", code="language-other")
    return chosen
