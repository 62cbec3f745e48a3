"""Rewrite tests/golden/topics.json: `python -m tests.golden_topics`. Review the diff."""

import json
from pathlib import Path

from server.domain.topics import TopicTree, to_phone
from server.sheets import load_topics

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = {
    "en": """mascara|foundation|niacinamide serum|aspirin for the soreness|bath|steam room|SPF cream|swim
yoga class|can I wear my vitamin C serum yet|hot yoga|MASCARAS!|sun cream|make up|sunscren
snuscreen|hyaluronc acid|goundation|turtle cream|my new cream|cream|I feel bad|bad|Bad
feeling tired|talking|sauna or yoga|peeling|acids|hot tubs|berries|darf ich in die Sonne
how are you|crème de jour SPF 50|wash my hands|whipped cream|retinol mask|later|gim
ibuprofen 400|St. John's wort|can I go back to work|Föhn|ice cream|ice pack on the swelling
bodies|eyelash extensions|x|sensitive to the sun|vitamin d|sensitive to the sunn
AHA toner|eye cream with retinol|sun and sunscreen|shower after the gym|""",
    "de": """Sonnencreme|Bäder|Foehn|FÖHN|darf ich in die Sauna|can I take a bath|Peeling|Peelings|lassen
Sonnne|Zahnärzte|Niacinamidserum|Ibuprofencreme|Bad|hat mein Serum Duft|Tees|joggen gehen
Straßenbahn|Hyaluronsaeure|Wimperntuschen|mascara|meine neue Creme|Schildkrötencreme|Weißwein
ein Glas Wein|Vitamin-C-Serum|was heißt das|heißes Bad""",
}


def main() -> None:
    tree = load_topics()
    golden = {"document": to_phone(tree), "names": names(tree), "cases": cases(tree)}
    text = json.dumps(golden, ensure_ascii=False, indent=1)
    (ROOT / "tests" / "golden" / "topics.json").write_text(text + "\n", encoding="utf-8")


def names(tree: TopicTree) -> dict[str, list[str]]:
    """Return each topic's icon and its short names in English and German."""
    return {each: [tree.icon(each), tree.short(each, "en"), tree.short(each, "de")] for each in tree.topics}


def cases(tree: TopicTree) -> list[dict[str, object]]:
    result: list[dict[str, object]] = []
    for language, questions in QUESTIONS.items():
        for question in questions.replace("\n", "|").split("|"):
            match = tree.find(question, language)
            expected = match and {
                "topic": match.topic,
                "understood": match.understood,
                "how": match.how,
                "alternatives": list(match.alternatives),
            }
            result.append({"language": language, "question": question, "match": expected})
    return result


if __name__ == "__main__":
    main()
