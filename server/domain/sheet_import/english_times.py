# ruff: noqa: E501 - patterns stay on one line
"""Times and states of the skin in English sheets."""

from server.domain.sheet_import.language import Steps
from server.domain.sheet_import.lengths import LENGTH, NUMBER
from server.domain.sheet_import.points import POINT
from server.domain.sheet_import.times import (
    Moment,
    after,
    bare,
    beginning,
    days,
    fixed,
    from_tomorrow,
    in_time,
    not_before,
    on,
    or_two,
    past_first,
    since,
    through,
    until,
    weeks,
    within,
)

_TREATED = (
    r"(?!(?:[a-z]+[ -]){0,3}?(?:stitch(?:es)?|sutures?|dressings?|bandages?|plasters?|drains?|strips?|gauze|casts?)\b)"
    r"(?:(?:the|your|this|each|every|any|a|an|our) )?(?:[a-z]+[ -]){0,2}?"
    r"(?:treatments?|procedures?|sessions?|appointments?|visits?|surgery|operation|injections?|peels?|extractions?"
    r"|waxing|removal|needling|micro-?needling|laser|facials?|services?|tattoo(?:ing)?|transplant|lift|sedation|ana?esthetic)\b"
)
_AFTER = rf"(?: ?-?(?:after|following|post|from|since)[ -]*(?:{_TREATED}|wards?))"
_DAY = rf"(?P<first>{NUMBER}) ?(?:-|to|and|until|through) ?(?:day |week )?(?P<last>{NUMBER})"

TIMES = Steps((
    (rf"\b(?:for )?{LENGTH} (?:before|prior) (?:and|or) (?:for )?(?={NUMBER})", fixed(Moment("then"))),
    (rf"\b(?:for )?(?P<length>{LENGTH}) before and (?:for )?(?:{NUMBER} \w+ )?after(?: {_TREATED})?", until),
    (rf"\b(?:for )?{LENGTH} (?:before|prior to) (?:{_TREATED})", fixed(Moment("beforehand"))),
    (rf"\b(?:(?:for )?{LENGTH} )?(?:before|prior to) (?:your next )?{_TREATED}", fixed(Moment("beforehand"))),
    (rf"\b(?:for )?{LENGTH} (?:before|prior|beforehand)\.?$", fixed(Moment("beforehand"))),
    (r"^(?:afterwards?|after that|after this|thereafter|from then on|then),? ", fixed(Moment("then"))),
    (r"\b(?:afterwards|thereafter|after that)\b", fixed(Moment("then"))),
    (rf"\b(?:not|isn't|aren't|none|nothing|never|no (?:earlier|sooner))(?: allowed| to be used)?"
     rf" (?:before|until|till|(?:sooner |earlier )?than) {POINT}{_AFTER}?", not_before),
    (rf"\bwait(?:ing)?(?: for)? {POINT}{_AFTER}?(?: (?:before|to|until)(?: you)?)?", not_before),
    (rf"\b(?:allow|give it|give yourself|leave(?: it)?|leave a gap of|let)(?: for)? {POINT}(?: (?:to )?(?:pass|go by))? before(?: you)?\b", not_before),
    (rf"\b{POINT} (?:should|must|needs? to|has to|have to) (?:pass|go by|elapse) before(?: you)?\b", not_before),
    (rf"\bonly (?:from|on|once) {POINT}(?: onwards?)?", not_before),
    *((rf"\b(?:only )?after (?:the |your )?(?:very )?first {unit}\b(?! (?:of|or) )", past_first(start))
      for unit, start in (("(?:day|night)", "D2"), ("week", "1w"), ("fortnight", "2w"), ("month", "1mo"), ("hour", "1h"))),
    (rf"\bonly after {POINT}{_AFTER}?", not_before),
    (rf"\b(?:from|between|on|around|about)? ?(?:the )?days? {_DAY}(?: (?:after|post){_TREATED})?", days),
    (rf"\b(?:from |in |during |between )?(?:the )?weeks? {_DAY}", weeks),
    (rf"\b(?:from )?(?:tomorrow|the next day) (?:to|until|till|through) day (?P<last>{NUMBER})", from_tomorrow),
    (rf"\b(?:up to and including|through) {POINT}", through),
    (rf"(?:^|\bup )to (?=(?:the )?(?:day|week) ){POINT}", through),
    (rf"\bby {POINT}", through),
    (rf"\b(?:for )?(?P<length>{LENGTH}){_AFTER}? at the (?:very )?earliest\b", not_before),
    (r"\b(?:until|till) (?:bedtime|you go to bed)\b", fixed(Moment("until", end="bedtime"))),
    (r"\b(?:until|till) (?:this |the |late )?evening\b(?! of (?:day|the next|tomorrow))", fixed(Moment("until", end="evening"))),
    (r"\b(?:for |over |in |during )?(?:the |your )?(?:first|next) (?P<unit>day|hour|week|night)s? or (?:two|so)\b", or_two),
    (rf"\b(?:(?<!make-)(?<!make )up )?(?:until|till|til) (?:at least )?(?:after )?{POINT}{_AFTER}?(?: (?:have|has) (?:passed|gone by|elapsed)| (?:are|is) (?:up|over))?", until),
    (r"\b(?:until|till) (?:your |the )?next (?:session|appointment|treatment|visit)\b", fixed(Moment("then"))),
    (rf"\b(?:from|starting(?: from| on)?|starts? (?:from|on)|beginning(?: on)?|begin(?:s|ning)? on|as of|as from) {POINT}"
     r"(?: (?:onwards?|on)\b)?", beginning),
    (rf"\b(?:on )?{POINT} onwards?\b", beginning),
    (rf"\b(?:only )?after (?:the |your )?(?:first|initial) (?P<length>{LENGTH}){_AFTER}?", after),
    (rf"\b(?:for|over|during|in|within)? ?(?:the |your )?(?:first|next|following|initial) (?P<length>{LENGTH}){_AFTER}?", until),
    (r"\b(?:(?:for|over|during|in|within|on)? ?(?:the |your )?(?:very )?first|for (?:the )?(?:next|following)) (?:day|night|evening)\b(?! of)",
     fixed(Moment("until", end="D2"))),
    (r"\b(?:for|over|during|in|within)? ?(?:the |your )?(?:first|next|following) (?:week)\b", fixed(Moment("until", end="1w"))),
    (r"\b(?:for|over|during|in) the week (?:after(?:wards)?|that follows)\b", fixed(Moment("until", end="1w"))),
    (r"\b(?:for|over|during|in|within)? ?(?:the |your )?(?:first|next|following) fortnight\b", fixed(Moment("until", end="2w"))),
    (r"\b(?:for|over|during|in|within)? ?(?:the |your )?(?:first|next|following) (?:month)\b", fixed(Moment("until", end="1mo"))),
    (r"\b(?:for|over|during|in|within)? ?(?:the |your )?(?:very )?(?:first|next|following) (?:hour)\b", fixed(Moment("until", end="1h"))),
    (r"\b(?:for|over|during|in)? ?(?:the |your )?first (?:few )?(?:hours|days|weeks|months)\b", fixed(Moment("until", end="?"))),
    (rf"\b(?:within|in under|in less than) (?P<length>{LENGTH}){_AFTER}?", within),
    (r"\b(?:on |in )?(?:the )?(?:evening|night) (?:of|after) " + _TREATED, fixed(Moment("on", start="evening", end="morning+1"))),
    (r"\b(?:today|tonight) (?:and|or|nor) (?:all (?:of |day )?)?tomorrow\b(?! (?:morning|noon|midday|lunch|afternoon|evening|night))", fixed(Moment("until", end="D3"))),
    (r"\b(?:right )?from (?:the )?(?:very )?(?:start|outset|beginning|word go|day one)\b", fixed(Moment("from", start="D1"))),
    (r"\b(?:from|as of|starting) (?:today|now)(?: on(?:wards?)?)?\b", fixed(Moment("from", start="D1"))),
    (r"\b(?:on )?(?:the )?(?:very |same )?day of " + _TREATED + r"|\btoday\b"
     r"|\b(?:for |during )?(?:the )?(?:rest|remainder) of (?:(?:the|that|this) day|today|tonight)\b", fixed(Moment("until", end="D2"))),
    (r"\bon the day(?: itself)?(?= ?(?:[.,;:!)]|$|and\b))", fixed(Moment("until", end="D2"))),
    (r"\bfrom (?:the|that) (?:very )?same evening\b", fixed(Moment("from", start="evening"))),
    (r"\b(?:on )?(?:the|that) (?:very )?same evening\b", fixed(Moment("on", start="evening", end="D2"))),
    (r"\b(?:on )?(?:the|that) (?:very )?same day\b", fixed(Moment("on", end="D2"))),
    (r"\bfrom (?:this evening|tonight)(?: on(?:wards)?)?\b", fixed(Moment("from", start="evening"))),
    (r"\btonight\b|\bthis evening\b|\bovernight\b", fixed(Moment("until", end="morning+1"))),
    (rf"\b(?:{LENGTH} )?(?:at a time|each time)\b|\b\d+ min\w* on,? (?:and )?\d+ min\w* off\b", fixed(Moment("then"))),
    (r"\b(?:when|once|as soon as) you (?:return|get|arrive|come|are)(?: back)? home\b|\bon returning home\b", fixed(Moment("from", start="on(home)"))),
    (r"\bstraight ?(?:away|after)\b|\bimmediately(?: after)?\b|\bat once\b|\bright away\b", fixed(Moment("then"))),
    (rf"\b(?:after|following) (?:a further |another |a |the |the first )?{POINT}{_AFTER}?", after),
    (r"\bfor (?=(?:as(?! long as)|because|due|since)\b)", fixed(Moment("until", end="?"))),
    (rf"\b(?P<length>{LENGTH}){_AFTER}", since),
    (rf"\b(?:once|when|after|as soon as) (?P<length>{LENGTH}) (?:have|has) (?:passed|elapsed|gone by)", after),
    (rf"\b(?:before|prior to) {POINT}(?: (?:have|has) passed| (?:are|is) (?:up|over))?", until),
    (rf"\bat (?P<length>{LENGTH})(?! (?:a|at) )", after),
    (rf"\bin (?P<length>{LENGTH})(?:'? time)?\b", in_time),
    (rf"\b(?:for|over|during|lasts?|lasting) (?:a period of |the duration of )?(?P<length>{LENGTH})", until),
    (rf"\b(?P<length>{LENGTH}) (?:later|on)\b", after),
    (rf"\b(?:on |in |the |for )*{POINT}", lambda match: on(match) or bare(match)),
    (rf"\b(?:immediately |straight |directly )?(?:after|following|post)[ -](?:{_TREATED})", fixed(Moment("then"))),
    (rf"\b(?:in )?between (?:{_TREATED})", fixed(Moment("then"))),
))  # fmt: skip

_SKIN = (
    r"(?:(?:the|your|this|all|treated|treatment) )*(?:skin|faces?|areas?|wounds?|tattoo|lips?|brows?|eyebrows?|lashes"
    r"|scalp|sites?|piercing|incisions?|scar|it|everything|injection points)(?:'s|'ve)?"
)
_ADVERBS = r"(?:(?:fully|completely|totally|entirely|properly|well|all|now|quite|been|again) )*"
_HAS = r"(?:is |are |has |have |feels? |looks? )?"
STATES = (
    ("healed", rf"{_SKIN} {_HAS}{_ADVERBS}(?:healed(?: up| over)?|recovered)\b|{_SKIN} heals\b"
     r"|(?:you (?:have|are|'ve) )?(?:fully |completely |totally )?healed|(?:complete |full )?healing(?: is complete)?"),
    ("healed", rf"{_SKIN} {_HAS}{_ADVERBS}(?:closed(?: up| over)?|sealed|knitted)\b"),
    ("gone(pain)", rf"{_SKIN} (?:no longer hurts?|(?:does not|doesn't) hurt(?: any ?more)?|stops? hurting)\b|you (?:are|feel) (?:pain[- ]free|free of pain)\b|you have no (?:more )?pain\b"),
    ("calm", rf"{_SKIN} {_HAS}(?:no longer|not) {_ADVERBS}(?:irritated|sensitive|inflamed|sore|angry)\b"
     rf"|{_SKIN} {_HAS}{_ADVERBS}(?:calm(?:ed)?(?: down)?|settled(?: down)?|back to normal|normal)\b"),
    ("gone(redness)", rf"{_SKIN} {_HAS}(?:no longer|not) {_ADVERBS}(?:red|pink|flushed)\b"),
    ("gone(numbness)", r"you can feel (?:your|the) [a-z]+(?: (?:again|properly|normally))*\b|(?:(?:the|your|all|full|normal) )*(?:feeling|sensation) (?:has |is )?(?:fully |completely )?(?:returned|back|returns|comes back|come back)\b"),
    ("shed", rf"(?:(?:the|your|all) )*(?:skin )?(?:flaking|peeling|shedding)(?: process)? {_HAS}{_ADVERBS}"
     r"(?:over|stopped|finished|complete|completed|ended|done|subsided)\b|(?:the |your )?skin (?:has )?(?:stopped|finished) (?:peeling|flaking)"),
)  # fmt: skip
OPEN_STATES = (
    ("healed", rf"{_SKIN} (?:is|are|has|have) not (?:yet )?(?:been )?{_ADVERBS}(?:healed|recovered)\b|{_SKIN} (?:is|are) (?:still )?(?:healing|open|broken)\b"),
    ("shed", r"(?:(?:the|your) )?skin is (?:still )?(?:peeling|flaking)\b"),
)  # fmt: skip
NO_LONGER = (
    rf" {_HAS}{_ADVERBS}(?:gone(?: away| down)?|subsided|subsides|settled|settles|disappeared|disappears|resolved|resolves"
    r"|faded|fades|stopped|stops|fallen off|fall off|come off|came off|cleared|worn off|wears off|over|healed)\b"
)
