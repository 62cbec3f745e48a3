"""Replies to typed questions: how a question is read, its moment, and the sentences. The phone gives the same."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from server.domain.questions import read_question
from server.domain.replies import (
    Day,
    Gates,
    Moment,
    Noticed,
    Reply,
    ReplyTo,
    Says,
    Topics,
    Value,
    reply,
    sentences,
)
from server.domain.timeline import TreatmentFacts, compile, instant_text, to_document
from server.domain.when.bounds import States
from server.sheets import load_sheets, load_topics

_TREATED: Mapping[str, tuple[str, datetime, str]] = {
    "spring in Berlin": ("step-by-step", datetime(2026, 3, 27, 18, 30, tzinfo=UTC), "Europe/Berlin"),
    "autumn in Berlin": ("seven-days", datetime(2026, 10, 23, 12, 0, tzinfo=UTC), "Europe/Berlin"),
    "spring in Santiago, midnight skipped": (
        "healed-first", datetime(2026, 9, 3, 20, 0, tzinfo=UTC), "America/Santiago",
    ),
    "autumn in Lord Howe, half an hour back": (
        "serum-week", datetime(2026, 4, 3, 1, 15, tzinfo=UTC), "Australia/Lord_Howe",
    ),
    "the own routine": ("natural-start", datetime(2026, 3, 2, 13, 0, tzinfo=UTC), "Europe/Berlin"),
}  # fmt: skip

_HOURS = (1, 30, 50, 120)

_ASKED = {
    "en": """can I wear make-up tonight?|is sauna still forbidden|can I skip the sunscreen|sauna tomorrow
vitamin C with retinol tonight?|is it normal that my skin is red|should I call about little pus spots
sauna on sunday morning|swim at the weekend|gym on friday at 6 pm|sauna in two days|retinol next week
mascara in the morning|sauna overnight|sauna at 2 30|exercise|sun with SPF 50|sunbathing with a hat
serum with tap water|aspirin for the soreness|my skin is irritated, can I use retinol|retinol on day 8
can I wear make-up on my chest|just got home, can I take a bath|can I wear maskara|calendulol cream ok?
can I peel the flaking skin|how long until I can use my own routine|not healed yet, foundation ok?
make-up next month|hello|niacinamide serum|heat|my face hurts and is hot, is this bad|redness in 5 days
my eyes are swollen|my skin has calmed down, sauna?|not calm, sauna?|how often moisturizer|severe pain|actives
peel the scab off and pick the flakes off|leave the sunscreen off and leave make-up out|skin care|redness glorb
can I swim on friday or saturday|friday night sauna|sauna on friday midday|sauna next fri|sauna tomorrow evening at 7
sun exposure|cream
retinol serum|moisturizer cream|I had sauna yesterday|make-up no?|cant I not use retinol|sunscreen minus make-up
my skin is oozing, sunscreen|can I exercise once it has healed|in 2 months sauna|2 weeks from now sauna|foreign Bad
my doctor prescribed an antibiotic cream|antibiotic cream|antiseptic cream without a prescription
red for over a week|itching that won't go away|the swelling is getting worse|unbearable pain
is the pain like glorb normal|do I need sunscreen when I go outside|touch my face without washing my hands
how should I sleep|how many sessions do I need|I'm so worried|can I call you|go outside with a hat
rinse off the serum|I have pus spots, can I squeeze them|hydrocortisone|when is my next session
the bruise is purple|sauna next monday|is it overnight|stings when I touch it|make-up at work
my gp prescribed tretinoin
can i go swimming after 72 hours|moisturizer|can I use soap now|sunscreen but not make-up|foundation
hyaluronic acid then sunscreen|my face is bright red like a tomato, is this normal|foaming face wash ok
can I go back to my normal routine tomorrow morning|thinking of having a facial next tuesday, ok
woke up with the b5 stuff still on, do I just use water or my normal wash|any harm in a cold shower
if my skin is irritated can I use hydrocortisone|can I use a gentle scrub|should I contact my practitioner
really strong burning, is that normal|I put cream on 10 minutes ago, is that bad|cream before bed|no pus
I went swimming on 3 April, is that bad|sauna tonight at 10|sauna at 9 this morning|outside without a hat
the pain is not unbearable|my skin is not really red|bruise is spreading, should I call|darker patches
my face is still burning, can I take antihistamines|was in the sun yesterday, now I am red|the serum stings, go on?
use the serum and put my nivea on|is aveeno ok instead of the serum|what helps with the dryness|nothing on, ok?
I think it has healed, mascara?|I can't sleep, it is so tight|session in 4 weeks from treatment|gym in 2-3 days
can retinol cause redness|swollen and getting worse, can I do yoga|90 healed, make-up|next session at 2.5 weeks
so itchy and irritated, can I have wine|2 hours outside, now swollen|healed but still flaking, acids?""",
    "de": """darf ich morgen in die Sauna|ist Sauna noch verboten|am Sonntag um 2 Uhr 30 Sauna
kann ich den Sonnenschutz weglassen|ist die Rötung normal|Make-up am Wochenende|Sport|Retinol ohne Sonnencreme
Antibiotikasalbe vom Arzt|seit über einer Woche rot|ich halte die Schmerzen nicht aus|es wird immer schlimmer, rot
wie viele Tropfen Serum|Fucidine ohne Rezept|die Haut brennt beim Duschen
wie lange noch kein Alkohol|nicht abgeheilt, Mascara?|heute Nacht Maske|übermorgen früh schwimmen
Atemnot und Ausschlag am Hals|ist nicht mehr gereizt|Enzympeeling diese Woche|duschen ja aber baden nein, richtig?
reicht es wenn ich in 4 Wochen wieder zum Needling komme|heute Abend Rosacea-Creme von der Apotheke okay?
mit getönter Tagescreme raus|hab ein Stück Haut abgezogen|Make-up in 2,5 Wochen""",
}


def reply_cases() -> dict[str, Any]:
    return {"cases": [_case(name) for name in _TREATED]}


def _case(name: str) -> dict[str, Any]:
    sheet_id, treated_at, time_zone = _TREATED[name]
    timeline = compile(load_sheets()[sheet_id], TreatmentFacts(treated_at, time_zone))
    replies = []
    for language, words in _questions():
        for hours in _HOURS:
            now = treated_at + timedelta(hours=hours)
            states: States = {} if hours < 50 else {"healed": treated_at + timedelta(hours=49), "calm": True}
            to = ReplyTo(timeline, load_topics(), states)
            question = read_question(words, language, load_topics())
            asked = {"words": words, "language": language, "hours": hours}
            replies.append(asked | _reply(reply(question, [to], now=now, time_zone=time_zone)))
    return {"name": name, "timeline": to_document(timeline), "replies": replies}


def _questions() -> Iterator[tuple[str, str]]:
    for language, listed in _ASKED.items():
        for words in listed.replace("\n", "|").split("|"):
            yield language, words


def _reply(given: Reply) -> dict[str, Any]:
    return {
        "from": instant_text(given.from_at),
        "until": instant_text(given.until_at),
        "statement_only": given.question.statement_only,
        "verdict_first": given.verdict_first,
        "parts": [f"{part.answer.topic} {part.answer.kind} {part.understood}" for part in given.parts],
        "sentences": [
            [sentence.key, {name: _value(value) for name, value in sorted(sentence.values.items())}]
            for sentence in sentences(given)
        ],
    }


def _value(value: Value) -> str:
    match value:
        case Topics(names) | Gates(names):
            return " ".join(names)
        case Moment(at) | Day(at):
            return str(instant_text(at))
        case Noticed(name):
            return name
        case Says(rule):
            return rule.id
        case _:
            return value
