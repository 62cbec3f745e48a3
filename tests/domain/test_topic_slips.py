"""No similar word is mistaken for a topic: an adversarial list of English and German words."""

import pytest

from server.sheets import load_topics

NOTHING_EN = """
yes|no|hello|ok|maybe|thanks|what now|help|how are you|I feel great|hug|my partner|date|cinema|shopping
read a book|laptop|television|music|guitar|earrings|necklace|pizza|banana|milk|chess|bathroom|bathrobe
sunflower|sunday|son|son in law|runny nose|a cold|flu|cough|comb|sona|sauce|saner|steak
team|gum|gem|gyn|sub|fun|gun|sum|bat|batch|bread|heart|chair|hot|shot|tower|flower|power|chowder|pencil|peal
appeal|patch|watch|match|save|have|wave|tax|max|lesser|lead|bed|planning|cunning|toffee|cover letter|concrete
primary|bush|tone|stoner|serious|series|boil|soil|olive|avocado|sand|peach|leash|flash|like|talk|chalk|slip|back
wake up|make it up|cram|dream|alone|allow|vera|gasoline|petrol|dove|clove|density|lying|die|lemon|matcha|ginger
stream|crime|brush|fast|make op|peel an orange|smoked salmon|steamed vegetables|shover|hyloronic acid|abcdic acid
turtle cream|x|abc|123|???|.|fan|can|man|ten|retina|garlic|file my taxes|tinnitus|quantum physics
"""
NOTHING_DE = """
ja|nein|danke|hallo|Kissen|Kino|Buch lesen|Fernsehen|Musik|Kette|Pizza|Brot|Milch|Badezimmer|Badehose
Sonnenblume|Sonntag|Sohn|Sommer|Sand|sehen|Seele|Saft|Sauce|Spott|Sporthose|laufende Nase|kaufen|saufen|raufen
kalt|Erkältung|Grippe|Husten|Haus|Hals|Kram|Cremetorte|schwinden|Schwamm|Bahn|Band|bald|Boden|laden
sauber machen|ändern|Wand|Schaf|scharf|Wecker|Pudel|Butter|Bruder|Rasen|Leser|Licht|Kuchen|Kuh|brauchen|Waffe
Tonne|Ölwechsel|Hand|Land|Geschirr|liegen|siegen|sterben|Zitrone|Was nun?|bin müde|geht es dir gut|lassen
Ich fühle mich schlecht|Hausschuhe|Spaß|Spargel|Dose|Tasche|Kreis|Preis|heiß|Wie heißt du|Feeling|Partner|Sechs|Oma
"""
# words | topic | how
MEANT = """
maskara | mascara | typo
mascarra | mascara | typo
moisteriser | moisturizer | typo
sunscren | sunscreen | typo
retnol | retinol | typo
tretinion | tretinoin | typo
niacinimide | niacinamide | typo
ibuprofin | ibuprofen | typo
asprin | aspirin | typo
parasetamol | paracetamol | typo
exersise | exercise | typo
suana | sauna | typo
makup | make-up | typo
Advill | ibuprofen | typo
antibiotc | antibiotic | typo
spf50+ | sunscreen | exact
vitamine c | vitamin-c | exact
vitamina c | vitamin-c | exact
vitamin e | vitamin-e | exact
vitamin-a serum | retinoid | exact
vitamins | supplement | exact
wash clothes | housework | exact
brush my teeth | brushing-teeth | exact
cat | pets | exact
kiss | kissing | exact
pillow | pillowcase | exact
ice cream | food | exact
my glycolic acid toner | glycolic-acid | phrase
"""
GEMEINT = """
Maskara | mascara | typo
Lippenstifft | lipstick | typo
Sonnenkreme | sunscreen | typo
Hyaloron | hyaluronic-acid | typo
Hyaluronsaure | hyaluronic-acid | exact
Ibuprofn | ibuprofen | typo
Schwimen | swimming | typo
Akohol | alcohol | typo
Vitamine | supplement | exact
Eisen | supplement | exact
Reis | food | exact
Wäsche waschen | housework | exact
Eis | ice | exact
darf ich mein Vitamin-C-Serum wieder nehmen? | vitamin-c | phrase
Wann kann ich wieder ins Fitnessstudio gehen? | gym | phrase
"""


def listed(text: str) -> list[str]:
    return [word.strip() for line in text.strip().splitlines() for word in line.split("|")]


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize("word", listed(NOTHING_EN))
def test_an_unrelated_english_word_is_not_a_topic(word: str) -> None:
    assert load_topics().find(word, "en") is None


@pytest.mark.parametrize("word", listed(NOTHING_DE))
def test_an_unrelated_german_word_is_not_a_topic(word: str) -> None:
    assert load_topics().find(word, "de") is None


@pytest.mark.parametrize(
    ("language", "words", "topic", "how"),
    [("en", *row) for row in rows(MEANT)] + [("de", *row) for row in rows(GEMEINT)],
)
def test_a_typing_slip_finds_its_topic_and_reports_the_word_understood(
    language: str, words: str, topic: str, how: str
) -> None:
    match = load_topics().find(words, language)
    assert match is not None
    assert (match.topic, match.how) == (topic, how)
    assert match.understood
