"""English sentences: what is read from each, and what is left to the author."""

import pytest

from tests.domain.sheet_import.reading import proposals_of, read, rules_of


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("Avoid make-up for 24-48 hours.", ["avoid make-up >24-48h"]),
        ("Avoid make-up for 24 to 48 hours after your treatment.", ["avoid make-up >24-48h"]),
        ("Avoid make-up for 24 hours to 3 days.", ["avoid make-up >24h-3d"]),
        ("No make-up for the first 24hrs.", ["avoid make-up >24h"]),
        ("Do not use retinol for at least one week.", ["avoid retinol >>=1w"]),
        ("Avoid make-up for at least 2-3 days.", ["avoid make-up >>=2-3d"]),
        ("Saunas should be avoided for up to 72 hours.", ["avoid sauna ><=72h"]),
        ("Avoid heat, e.g. saunas, for 48 hours.", ["avoid heat+sauna >48h"]),
        ("Stay out of the sun for a month.", ["avoid sun >1mo"]),
        ("Hold off on make-up for the rest of the day.", ["avoid make-up >D2"]),
        ("Avoid swimming until day 4.", ["avoid swimming >D4"]),
        ("Do not use scrubs until the skin has completely healed.", ["avoid scrub >healed"]),
        ("As long as the skin is red, avoid alcohol.", ["avoid alcohol >gone(redness)"]),
        ("Wait at least 5 days before using vitamin C.", ["avoid vitamin-c >>=5d"]),
        ("Never use ice.", ["avoid ice >"]),
        ("Make-up: none for 24–48 hours", ["avoid make-up >24-48h"]),
        ("Lipstick: not before day 3", ["avoid lipstick >D3"]),
        ("Swimming | not for 4 weeks", ["avoid swimming >4w"]),
        ("No sauna for 3 days, no gym for 24 hours.", ["avoid sauna >3d", "avoid gym >24h"]),
        ("No sauna and no gym for 24 hours.", ["avoid sauna+gym >24h"]),
        ("Shave only when the redness has gone.", ["allow shaving gone(redness)>"]),
        ("Driving: only if your doctor agrees.", ["avoid driving > unless directed"]),
        ("Only apply hyaluronic acid for the next 24 hours.", ["only hyaluronic-acid >24h"]),
        ("After 3 days you may use retinol.", ["allow retinol 3d>"]),
        ("Make-up may be worn 24 hours after treatment.", ["allow make-up 24h>"]),
        (
            "Make-up may be worn after 24 hours unless the skin is broken.",
            ["allow make-up 24h> unless now:open-skin"],
        ),
        ("Make-up may be used when the skin is healed (wait 48 hours).", ["allow make-up healed & 48h>"]),
        ("Resume exercise once redness has gone.", ["allow exercise gone(redness)>"]),
        ("You may do light exercise after 3 days.", ["allow light-exercise 3d>"]),
        ("Do not shower or use soap for 2 days.", ["avoid shower+soap >2d"]),
        (
            "Blisters may form within 48 hours – do not scratch.",
            ["expect blisters ><=48h", "avoid picking >"],
        ),
        ("Drooping eyelids are rare; please telephone us if this happens.", ["call drooping >"]),
        ("Showers are fine.", ["allow shower >"]),
        ("Shower yes, bath no - for 4 weeks.", ["allow shower >", "avoid bath >4w"]),
        ("Wear SPF 50 every day.", ["do sunscreen >"]),
        ("Apply Aquaphor every 2 hours for the first 3 days.", ["do healing-ointment >3d"]),
        ("When you get home take a shower.", ["do shower on(home)>"]),
        ("Apply sunscreen if you go outside.", ["do sunscreen while(outside)>"]),
        ("Redness and swelling may last 3 to 5 days.", ["expect redness+swelling >3-5d"]),
        ("Flaking may start 3-5 days after the treatment.", ["expect flaking 3-5d>"]),
        ("Mild flaking may occur from day 3.", ["expect flaking D3>"]),
        ("Your skin may feel tight for a couple of days.", ["expect tightness >~2d"]),
        ("Your skin may look flushed. This should subside within 24 hours.", ["expect redness ><=24h"]),
        ("Please call the clinic if you notice pus or a fever.", ["call pustules+fever >"]),
        ("If redness lasts longer than 5 days, please contact your practitioner.", ["call redness 5d>"]),
        ("Repeat every 4-6 weeks.", ["repeat session S+4-6w>"]),
        ("Treatments are spaced one month apart.", ["repeat session S+1mo>"]),
        ("Allow at least 4 weeks between treatments.", ["repeat microneedling S+4w>"]),
        ("Please leave a gap of 4 to 6 weeks between two sessions.", ["repeat session S+4-6w>"]),
        (
            "After 24 hours, wash your face and apply moisturiser.",
            ["do cleansing 24h>", "do moisturizer 24h>"],
        ),
        ("Wash your face the next morning.", ["do cleansing morning+1>"]),
        (
            "Use healing ointment for 48 hours; afterwards you may use retinol.",
            ["do healing-ointment >48h", "allow retinol 48h>"],
        ),
        ("Cleansing: not for 24 hours.", ["avoid cleansing >24h"]),
        ("No face wash for 24 hours.", ["avoid cleanser >24h"]),
    ],
)
def test_a_plain_sentence_is_read(sentence: str, rules: list[str]) -> None:
    assert rules_of(sentence) == rules


@pytest.mark.parametrize(
    "sentence",
    [
        "Avoid retinol for 5 days before your treatment.",
        "Make-up can be applied the next day, but not on the first day.",
        "Avoid saunas for 24-48 hours, or until everything has settled down.",
        "No sun exposure without SPF 50 for two weeks.",
        "From day 8, avoid make-up for 24 hours.",
        "Avoid the sun for a few days.",
        "Avoid tight hats for 3 days.",
        "Exercise should be light for the first week.",
        "Avoid the sun or use SPF 50.",
        "Avoid the sun or stay in the shade.",
        "Avoid moderate exercise for 2 days.",
        "Do not do light exercise for 24 hours.",
        "Wear SPF 50 or stay out of the sun.",
        "Smile as usual.",
        "Do not use alcohol on the wound.",
        "Shortness of breath may last 2 days.",
        "Use a sensitive toothpaste.",
        "Alcohol should be limited for 48 hours.",
        "Do not use peanut-based products for 48 hours.",
        "Use retinol depending on your skin type.",
        "Avoid make-up for 48 to 24 hours.",
    ],
)
def test_a_sentence_that_no_rule_fully_expresses_is_left_to_the_author(sentence: str) -> None:
    imported = read(sentence)
    assert imported.draft == ()
    assert [each.state for each in imported.sentences] == ["decide"]
    assert imported.sentences[0].reason


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("Never skip your sunscreen.", ["do sunscreen >"]),
        ("You do not need to avoid make-up after 24 hours.", ["allow make-up 24h>"]),
        ("Do not stop taking your blood thinners.", ["do blood-thinner >"]),
        ("Do not drive until we have checked your eyes.", ["avoid driving >?"]),
        (
            "Avoid exercise if you took the blue tablets.",
            ["avoid exercise > if now:you-took-the-blue-tablets"],
        ),
        ("Avoid swimming, blorking and saunas for a week.", ["avoid swimming+sauna+blorking >1w"]),
    ],
)
def test_a_condition_and_an_unknown_member_of_a_list_are_carried_by_the_rule(
    sentence: str, rules: list[str]
) -> None:
    assert rules_of(sentence) == rules


@pytest.mark.parametrize(
    ("sentence", "proposals"),
    [
        ("Do not take a bath for as there are germs.", ["avoid bath >?"]),
        ("Avoid retinol after 24 hours.", ["avoid retinol 24h>"]),
        ("Avoid the blorking for 2 days.", ["avoid blorking >2d"]),
        (
            "Use healing ointment for 3 days, then use moisturiser for 2 weeks.",
            ["do healing-ointment >3d", "do moisturizer 3d>"],
        ),
    ],
)
def test_a_proposal_keeps_what_is_not_in_doubt(sentence: str, proposals: list[str]) -> None:
    assert proposals_of(sentence) == proposals


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no downtime.",
        "Opening hours: Mon–Fri 9–18.",
        "Prices from £180, hands £90 with sun cream.",
        "Our practice has treated many people.",
        "Many people believe that you should avoid water.",
    ],
)
def test_a_sentence_that_asks_for_nothing_has_no_rule(sentence: str) -> None:
    imported = read(sentence)
    assert (imported.draft, imported.proposals) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "every"),
    [
        ("Apply Aquaphor every 2 hours for the first 3 days.", "every 2h"),
        ("Cleanse your face twice a day.", "2/day"),
        ("Wear sunscreen.", None),
    ],
)
def test_a_rule_keeps_how_often(sentence: str, every: str | None) -> None:
    [rule] = read(sentence).draft
    assert rule.every == every
