# ruff: noqa: E501 - patterns stay on one line
"""English as clinics write it."""

from server.domain.sheet_import.english_words import PHRASES, SMALL
from server.domain.sheet_import.language import Frame, Language, compiled, small_words, steps
from server.domain.sheet_import.lengths import LENGTH, NUMBER
from server.domain.sheet_import.points import POINT
from server.domain.sheet_import.times import (
    Moment,
    after,
    bare,
    beginning,
    days,
    fixed,
    in_time,
    not_before,
    on,
    since,
    through,
    until,
    within,
)

_TREATED = (
    r"(?:(?:the|your|this|each|every|any|a|an|our) )?(?:[a-z]+[ -]){0,2}?"
    r"(?:treatments?|procedures?|sessions?|appointments?|visits?|surgery|operation|injections?|peels?|extractions?"
    r"|waxing|removal|needling|micro-?needling|laser|facials?|services?|tattoo(?:ing)?|transplant|lift)\b"
)
_AFTER = rf"(?: ?-?(?:after|following|post|from|since)[ -]*(?:{_TREATED}|wards?))"
_DAY = rf"(?P<first>{NUMBER}) ?(?:-|to|and|until|through) ?(?:day )?(?P<last>{NUMBER})"

_TIMES = steps((
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
    (rf"\bonly (?:from|on|once) {POINT}(?: onwards?)?", not_before),
    (rf"\bonly after {POINT}{_AFTER}?", not_before),
    (rf"\b(?:from|between|on|around|about)? ?(?:the )?days? {_DAY}(?: (?:after|post){_TREATED})?", days),
    (rf"\b(?:up to and including|through) {POINT}", through),
    (rf"\bby {POINT}", through),
    (rf"\b(?:up )?(?:until|till|til) (?:at least )?(?:after )?{POINT}{_AFTER}?", until),
    (r"\b(?:until|till) (?:your |the )?next (?:session|appointment|treatment|visit)\b", fixed(Moment("then"))),
    (rf"\b(?:from|starting(?: from| on)?|starts? (?:from|on)|beginning(?: on)?|begin(?:s|ning)? on|as of|as from) {POINT}"
     r"(?: (?:onwards?|on)\b)?", beginning),
    (rf"\b(?:on )?{POINT} onwards?\b", beginning),
    (rf"\b(?:only )?after (?:the |your )?(?:first|initial) (?P<length>{LENGTH}){_AFTER}?", after),
    (rf"\b(?:for|over|during|in|within)? ?(?:the |your )?(?:first|next|following|initial) (?P<length>{LENGTH}){_AFTER}?", until),
    (r"\b(?:(?:for|over|during|in|within|on)? ?(?:the |your )?(?:very )?first|for (?:the )?(?:next|following)) (?:day|night)\b(?! of)",
     fixed(Moment("until", end="D2"))),
    (r"\b(?:for|over|during|in|within)? ?(?:the |your )?(?:first|next|following) (?:week)\b", fixed(Moment("until", end="1w"))),
    (r"\b(?:for|over|during|in|within)? ?(?:the |your )?(?:first|next|following) (?:month)\b", fixed(Moment("until", end="1mo"))),
    (r"\b(?:for|over|during|in)? ?(?:the |your )?first (?:few )?(?:hours|days|weeks|months)\b", fixed(Moment("until", end="?"))),
    (rf"\b(?:within|in under|in less than) (?P<length>{LENGTH}){_AFTER}?", within),
    (r"\b(?:on |in )?(?:the )?(?:evening|night) (?:of|after) " + _TREATED, fixed(Moment("on", start="evening", end="morning+1"))),
    (r"\b(?:on )?(?:the )?(?:very |same )?day of " + _TREATED + r"|\b(?:on )?the (?:very )?same day\b|\btoday\b"
     r"|\b(?:for |during )?(?:the )?(?:rest|remainder) of (?:the|that|this) day\b", fixed(Moment("until", end="D2"))),
    (r"\btonight\b|\bthis evening\b|\bovernight\b", fixed(Moment("until", end="morning+1"))),
    (rf"\b(?:{LENGTH} )?(?:at a time|each time)\b|\b\d+ min\w* on,? (?:and )?\d+ min\w* off\b", fixed(Moment("then"))),
    (r"\b(?:when|once|as soon as) you (?:return|get|arrive|come|are)(?: back)? home\b|\bon returning home\b", fixed(Moment("from", start="on(home)"))),
    (r"\bstraight ?(?:away|after)\b|\bimmediately(?: after)?\b|\bat once\b|\bright away\b", fixed(Moment("then"))),
    (rf"\b(?:after|following) (?:a further |another |a |the |the first )?{POINT}{_AFTER}?", after),
    (r"\bfor (?=(?:as|because|due|since)\b)", fixed(Moment("until", end="?"))),
    (rf"\b(?P<length>{LENGTH}){_AFTER}", since),
    (rf"\bin (?P<length>{LENGTH})(?:'? time)?\b", in_time),
    (rf"\b(?:for|over|during|lasts?|lasting) (?:a period of |the duration of )?(?P<length>{LENGTH})", until),
    (rf"\b(?P<length>{LENGTH}) (?:later|on)\b", after),
    (rf"\b(?:on |in |the |for )*{POINT}", lambda match: on(match) or bare(match)),
    (rf"\b(?:immediately |straight |directly )?(?:after|following|post)[ -](?:{_TREATED})", fixed(Moment("then"))),
    (rf"\b(?:in )?between (?:{_TREATED})", fixed(Moment("then"))),
))  # fmt: skip

_SKIN = (
    r"(?:(?:the|your|this|all|treated|treatment) )*(?:skin|faces?|areas?|wounds?|tattoo|lips?|brows?|eyebrows?|lashes"
    r"|scalp|sites?|piercing|incisions?|scar|it|everything|injection points)"
)
_ADVERBS = r"(?:(?:fully|completely|totally|entirely|properly|well|all|now|quite|been|again) )*"
_HAS = r"(?:is |are |has |have |feels? |looks? )?"
_STATES = (
    ("healed", rf"{_SKIN} {_HAS}{_ADVERBS}(?:healed(?: up| over)?|recovered)\b|{_SKIN} heals\b"
     r"|(?:fully |completely |totally )?healed|(?:complete |full )?healing(?: is complete)?"),
    ("calm", rf"{_SKIN} {_HAS}(?:no longer|not) {_ADVERBS}(?:irritated|sensitive|inflamed|sore|angry)\b"
     rf"|{_SKIN} {_HAS}{_ADVERBS}(?:calm(?:ed)?(?: down)?|settled(?: down)?|back to normal|normal)\b"),
    ("gone(redness)", rf"{_SKIN} {_HAS}(?:no longer|not) {_ADVERBS}(?:red|pink|flushed)\b"),
    ("shed", rf"(?:(?:the|your|all) )*(?:skin )?(?:flaking|peeling|shedding)(?: process)? {_HAS}{_ADVERBS}"
     r"(?:over|stopped|finished|complete|completed|ended|done|subsided)\b|(?:the |your )?skin (?:has )?(?:stopped|finished) (?:peeling|flaking)"),
)  # fmt: skip
_OPEN_STATES = (
    ("healed", rf"{_SKIN} (?:is|are|has|have) not (?:yet )?(?:been )?{_ADVERBS}(?:healed|recovered)\b|{_SKIN} (?:is|are) (?:still )?(?:healing|open|broken)\b"),
    ("shed", r"(?:(?:the|your) )?skin is (?:still )?(?:peeling|flaking)\b"),
)  # fmt: skip
_NO_LONGER = (
    rf" {_HAS}{_ADVERBS}(?:gone(?: away| down)?|subsided|subsides|settled|settles|disappeared|disappears|resolved|resolves"
    r"|faded|fades|stopped|stops|fallen off|fall off|come off|came off|cleared|worn off|wears off|over|healed)\b"
)

_USE = (
    r"use|apply|wear|take|put|have|do|go|get|drink|eat|consume|start|begin|try|return|come|put on|give|perform|undergo|book"
    r"|expose|visit|attend|enter|return to|engage in|participate in|indulge in|play|let"
)
_USING = (
    r"us(?:ing|ed)|appl(?:ying|ied)|wear(?:ing)?|worn|tak(?:ing|en)|putting|put|having|had|doing|done|going|getting|got"
    r"|drinking|drunk|eating|eaten|consum(?:ing|ed)|start(?:ing|ed)|resum(?:ing|ed)|restart(?:ed|ing)|reintroduced"
    r"|introduced|perform(?:ed|ing)|continu(?:ed|ing)|begun|given|added|exposure to|exposing|worn"
)
_ADV = (
    r"(?:(?:now|also|then|again|safely|gently|slowly|gradually|usually|immediately|normally|carefully|still|of course"
    r"|generally|always|even|be slowly|only) )*"
)
_NOT = (
    r"(?:do not|don't|dont|never|must not|mustn't|must never|should not|shouldn't|should never|cannot|can not|can't"
    r"|may not|ought not to|are not (?:allowed|permitted|supposed) to|not to|not)"
)
_FRAMES: tuple[Frame, ...] = tuple((kind, compiled(pattern)) for kind, pattern in (
    ("never-stop", rf"\b{_NOT} (?:skip|miss|forget|omit|neglect)\b"),
    ("open", rf"\b{_NOT} (?:stop|discontinue|let|allow|be (?:alarmed|worried|afraid|concerned|surprised|tempted|put off)|worry|panic|hesitate|need|have to|come off|assume|expect|feel"
     r"|required|necessary|avoid|only|exceed|get better)\b|\b(?:no (?:restrictions?|limits?|limitations?|objections?|problems?|harm|special)|not (?:needed|a problem|harmful|dangerous|affected))\b|\b(?:needn't|need not|no need|no reason|no longer|not necessary|nothing to"
     r"|not need|not have to|no more than|without asking)\b"),
    ("open", rf"\b(?:should|must|needs? to|has to|have to) be (?!(?:strictly |best |only |always |gently )*(?:avoided|{_USING}|kept|cleaned|washed|changed|protected|covered|removed|cleansed|moisturi[sz]ed|repeated|rinsed)\b)"),
    ("open", r"\b(?:as (?:little|rarely|seldom|few) as possible|sparingly)\b"),
    ("do", r"\bas (?:much|often|long|soon|well) as possible\b"),
    ("open", r"\b(?:limit(?:ed)?|reduced?|minimi[sz]e|keep(?:ing)? (?:it )?to a minimum|in moderation)\b"),
    ("open", r"\b(?:instead of|rather than|will not|won't|would not|wouldn't|does not|doesn't|did not|didn't|were|was|had)\b"),
    ("avoid", r"\b(?:should|must|needs? to|has to|have to|ought to|to|is|are)(?: best)?(?: to)? be (?:strictly |best )?avoided\b"
     r"|\b(?:is|are) best avoided\b"),
    ("avoid", r"\b(?:is |are )?(?:strictly )?(?:off[ -]limits|forbidden|prohibited|banned|taboo|a no-no|no-nos?|off the menu)\b"),
    ("avoid", r"\b(?:is|are|isn't|aren't|should|must|may|can|cannot|can't|shouldn't|mustn't)? ?(?:not )?(?:be )?(?:not |n't )(?:be )?"
     r"(?:ok|okay|fine|allowed|permitted|recommended|advised|advisable|suitable|good|safe)\b|\b(?:isn't|aren't) (?:ok|okay|fine|allowed|permitted|recommended|advised)\b"),
    ("avoid", rf"\b(?:should|must|may|can) not be (?:{_USING})\b|\b(?:shouldn't|mustn't|can't|cannot) be (?:{_USING})\b"),
    ("avoid", rf"\b(?:please )?{_NOT}(?: (?:attempt to|try to|ever|under any circumstances))?(?: (?:{_USE}))?\b(?! only| just)"),
    ("avoid", r"\bhold(?:ing)? off(?: on)?\b|\bput off\b|\bgive up\b|\bcut out\b|\bkeep\b(?=(?:(?! on )[^.;]){1,40}\b(?:away|off)\b)|\btake a break from\b"),
    ("avoid", r"\b(?:stay|keep)(?: (?:it|them|well|right|(?:the|your) (?:treated )?[a-z]+))? (?:away from|out of|off|clear of)\b"),
    ("avoid", rf"\b(?:it is (?:best|important|essential|advisable|recommended) to |try to |please )?(?:avoid(?:ing)?|refrain(?:ing)? from"
     rf"|abstain(?:ing)? from|steer clear of|skip|leave off|lay off|(?:we )?(?:advise|recommend) against)(?: (?:{_USING}))?\b"),
    ("avoid", r"\b(?:protect|shield) (?:[a-z ]{0,30}?)from\b"),
    ("avoid", rf"\bstop (?:{_USING})\b"),
    ("avoid", rf"\b(?:absolutely |strictly )?(?:no|none|neither|nor)\b(?! (?:downtime|problem|doubt|matter))(?: (?:{_USING}))?"),
    ("only", r"\bonly (?:ever )?(?:use|apply|wear|take|drink|eat|cleanse with|wash with|cleanse|wash)\b|\b(?:use|apply|wear|take|drink|eat) only\b"
     r"|\bnothing (?:but|except|other than)\b|(?<=\x00) only\b(?! (?:if|when|after|once|from|on|until))"),
    ("avoid", r"\bnothing\b"),
    ("allow", rf"\byou (?:may|can|are allowed to|are free to|are able to|are welcome to|could) {_ADV}(?:(?:{_USE}|resume|restart|reintroduce|go back to|continue|return to)\b)?"
     rf"(?: (?:{_USING}|to))?"),
    ("allow", rf"\b(?:may|can) {_ADV}be {_ADV}(?:{_USING})\b"),
    ("allow", r"\b(?:may|can) (?:go|come|return|help|be helpful)(?: back)?(?: (?:in|on|to))?\b"),
    ("allow", rf"\b(?:it is |it's )?(?:is |are )?{_ADV}(?:absolutely |perfectly |all )?(?:fine|ok|okay|allowed|permitted|safe|possible|acceptable)\b(?: (?:to|for)(?: (?:{_USE}))?\b)?"),
    ("allow", rf"\b(?:resume|restart|re-?introduce|go back to|get back to|return to|back to)(?: (?:{_USING}))?\b"),
    ("repeat", r"\b(?:repeat(?:ed|ing)?|book again|(?:next|follow[- ]up|second|third) (?:session|treatment|appointment|visit|injection)|touch-?ups?|top[- ]ups?|infills?)\b"),
    ("repeat", rf"\b{LENGTH} apart\b|\b(?:sessions?|treatments?|appointments?|visits?)\b(?=[^.;]{{0,40}}\bevery {LENGTH})"),
    ("do", r"\bleave\b(?=[^.;]{1,40}\b(?:in place|on|uncovered)\b)"),
    ("do", rf"\b(?:you )?(?:should|must|need to|will need to|have to|are (?:advised|asked|encouraged) to|'ll need to)(?: {_ADV.strip()})?(?: (?:be )?(?:{_USE}|{_USING}|continue to))?\b"),
    ("do", rf"\b(?:it is |is |are |we )?(?:highly |strongly )?(?:recommended?|advised?|important|essential|necessary|encouraged?|mandatory|compulsory|required|vital|crucial|a must)(?: (?:that you|to|for you to|the use of|you))?(?: (?:{_USE}|{_USING}))?\b"),
    ("do", r"\b(?:make sure|be sure|remember|ensure|take care)(?: (?:to|that|you))*\b"),
))  # fmt: skip

_CONDITIONS = compiled(
    r"^(?P<should>should) (?P<told>(?:you|any|the|your)\b[^,;:]*),|"
    r"(?:^|,? ?(?:and |but )?)\b(?:(?P<concession>even (?:if|when|after))"
    r"|(?P<unless>unless|except(?: (?:if|when|for|in|that|where))?|other than|apart from|with the exception of)"
    r"|(?P<until>until|till|while|depending on|whether)"
    r"|(?P<if>(?:only |but only )?(?:if|when|whenever|where|in case(?: of)?|provided(?: that)?|providing|as long as|so long as|assuming)))\b"
    r"(?P<rest>[^;:]+?)(?=[.!?]*$|[;:]|,(?! ?(?:or|and) |\x00)| - | then\b|\)| (?:please|you (?:may|can|should|must)|avoid|do not|don't)\b)"
)
_WHO = r"(?:we|us|doctor|surgeon|practitioner|therapist|dentist|gp|physician|clinician|nurse|stylist|dermatologist|specialist|aesthetician|beautician|artist)"
_KNOWN = tuple((kind, compiled(pattern)) for kind, pattern in (
    ("directed", rf"\b(?:directed|instructed|prescribed|otherwise advised|advised otherwise|told otherwise|told (?:you )?to|medically necessary)\b"
     rf"|\b{_WHO}\b.{{0,25}}\b(?:say|says|said|tell|told|tells|advised?|advises|asked?|directs?|agrees?|agreed|approves?|allows?|recommends?|recommended|shown|showed|checked|prescribed)\b"
     rf"|\b(?:advised|told|asked|agreed|approved|recommended|prescribed|checked) (?:by|with|your)\b"),
    ("emergency", r"\bemergenc(?:y|ies)\b"),
    ("outside", r"\b(?:outside|outdoors|in the sun|into the sun|leave the hous[e]|go out)\b"),
    ("uncomfortable", r"\b(?:bothers?|uncomfortable|discomfort|you wish|you like|in pain|it helps|you need)\b"),
    ("history", r"\b(?:you )?(?:have had|have a history of|had|suffer from|are prone to|get)\b"),
))  # fmt: skip

ENGLISH = Language(
    name="en",
    times=_TIMES,
    until=r"\b(?:until|till|not until|not before|before) ",
    once=r"\b(?:but )?(?:only )?(?:once|when|as soon as|after|if|provided(?: that)?|providing|where) ",
    while_=r"\b(?:as long as|so long as|while|whilst) ",
    states=_STATES,
    open_states=_OPEN_STATES,
    no_longer=_NO_LONGER,
    lead_gone=r"(?!)",
    conditions=_CONDITIONS,
    conditions_words=compiled(
        r"\b(?:if|when|should|in case(?: of)?|unless|not|no|do not|don't|does not|hesitate to|until|even if|before|without)\b"
    ),
    known=_KNOWN,
    negation=compiled(r"\b(?:no|not|n't|never|without|isn't|aren't|hasn't|doesn't|don't)\b"),
    reasons=compiled(
        r"(?:,|-)? ?\b(?:because|since (?:it|this|the|they|these)\b|as (?:it|this|these|they|there|the|your skin)\b(?! soon| long| needed| often)"
        r"|so that|so as|in order to|due to|otherwise|which|"
        r"(?<!try )(?<!important )(?<!best )(?<!recommended )(?<!advised )(?<!need )(?<!have )(?<!essential )(?<!sure )(?<!encouraged )"
        r"(?<!necessary )(?<!remember )(?<!you )(?<!aim )(?<!want )(?<!careful )(?<!continue )"
        r"to (?:avoid|prevent|reduce|minimi[sz]e|help|protect|ensure|allow|speed|stop|maximi[sz]e|soothe|aid|promote|limit|keep|support)\b"
        r"|for (?:best|optimal|better|the best|maximum) (?:results?|healing)|this (?:will|helps|can|may|is)\b|(?:these|they|it) (?:can|may|could|will|might)\b(?! be (?:used|worn|applied|taken))"
        r"|(?:especially|particularly) (?:if|when)\b|even though)"
        r"[^;]*?(?=[.!?]*$|;| - |, (?:but|so|and) (?:please )?(?:avoid|do not|don't|use|wear|apply)|(?<=\w), (?:avoid|do not|don't|sleep|use|apply|keep|wear|take|drink)\b)"
    ),
    not_only=compiled(
        r"\bnot only (?:on|in|when|during|at|after|for|while)\b[^,;:]*(?:[,;:] ?)?(?:but(?: also)? )?|\bnot only\b|\bbut also\b"
    ),
    expects=compiled(
        r"\b(?:normal|common|expect\w*|usual(?:ly)?|typical(?:ly)?|possible|likely|may|might|can|could|will|is|are|feels?|looks?|appears?|experience|notice|see|develops?|occurs?"
        r"|lasts?|settles?|resolves?|fades?|starts?|begins?|continues?|remains?|persists?|peaks?|worst|increases?|disappears?|subsides?)\b"
    ),
    holds=compiled(r" (?:with|containing|that contain) "),
    or_until=compiled(r"\bor (?:until|when|once|if|longer)\b"),
    such_as=compiled(r"\b(?:such as|like|e\.?g\.?|for example|for instance|including)"),
    only_when=compiled(r"\bonly\b"),
    idioms=compiled(
        r"\bnot (?:uncommon|unusual)\b|\bas soon as possible\b|\bas (?:usual|normal|before|prescribed|directed|instructed)\b|\bas well(?: as)?\b"
        r"|\b(?:on|over|to|in|at|around|near|across|of|into|onto|from) (?:(?:the|your|any|all|this) )?(?:(?:treated|affected|exposed|injected|new|whole) )*"
        r"(?:skin|face|areas?|wounds?|tattoo|lips|brows?|eyebrows|lashes|scalp|sites?|spots?|underarms|incisions?|injection (?:points|sites))\b(?! ?(?:care|products?|tint))"
        r"|\bfor (?:your|the) (?:face|skin|lips)\b"
    ),
    beforehand=compiled(
        r"^(?:before|prior to) (?:your|the) (?:treatment|appointment|visit|session)|\bpre-treatment\b"
    ),
    splits=compiled(
        rf";| - |,? \b(?:although|even though|whereas|while (?=\x00))\b| and (?=can \x00)|,? \bbut\b|,? \bhowever\b,?|,? \bthough\b(?= not)|,? (?:and |or )?\bthen\b,?"
        rf"|(?:, ?|,? \b(?:and|so|or),? )(?=(?:please )?(?:{_NOT}|avoid|you (?:should|must|may|can)|only use|use only)\b)"
        r"|,? (?=avoiding\b)|,? (?:and|so),? (?=(?:please |always |also |then )*(?:use|apply|wear|take|keep|drink|eat|sleep|wash|cleanse|clean|rinse|moisturi[sz]e|change|brush"
        r"|remove|follow|cover|put|start|stay|ends?|stops?|settles?|subsides?|resolves?|fades?|goes|lasts?|can last|can take|chew|press|it)\b)"
    ),
    frames=_FRAMES,
    imperatives=small_words(
        "use apply wear take keep put change continue drink eat sleep rest cleanse wash clean rinse pat moisturise moisturize"
        " massage brush cover shower spray dab blot soak switch start begin finish remove elevate stick stay"
        " exfoliate shave cool protect re-apply reapply spread follow try bathe hydrate gently"
    ),
    refers=compiled(r"(?:this|these|it|they|both|all of these|such (?:reactions|symptoms)|symptoms?|that)\b"),
    persists=compiled(
        r"\b(?:persists?|continues?|does not (?:go|settle|improve)|do not (?:go|settle|improve))\b"
    ),
    turns=compiled(r"\b(?:off|away|without|out of|from)\b"),
    again=compiled(r"\b(?:again|back)\b"),
    lighter=compiled(
        r"\b(?:light|lighter|gentle|mild|short|brief|lukewarm|cool|cold|warm|mineral|tinted|loose|low-impact|easy|quick|brow|eyebrow|lip|eye|lash|body|hand|foot|small amounts? of)(?: \w+)? $"
    ),
    others=compiled(
        r"\W*(?:we|i|he|she|our (?:staff|team|nurses?)|your (?:nurse|surgeon|doctor|practitioner))\b(?!.*\b(?:recommend|advise|suggest|ask|advised?|recommended)\b)"
    ),
    pronouns=compiled(r"\b(?:it|them|this|these|that|those)\b"),
    subsides=compiled(
        r"\b(?:pass(?:es)?|settles?|settled|subsides?|subside|resolves?|fades?|disappears?|goes? (?:away|down)|diminish(?:es)?|clears?|improves?|ends?|gone|wears? off|heals?)\b"
    ),
    lasts=compiled(r"\b(?:lasts?|lasting|persists?|remains?|continues?|takes?)\b"),
    starts=compiled(r"\b(?:starts?|begins?|appears?|sets? in|occurs?|noticeable|develops?|form|forms)\b"),
    peaks=compiled(r"\b(?:peaks?|increases?|worsens?|worst|strongest|most noticeable|at its)\b"),
    purpose=compiled(
        r"\b(?:for|against|with|of|any|relieves?|help with|ease|if) (?:the |any |your |mild |severe |some )?$"
    ),
    calls=compiled(
        r"^(?:please )?(?:contact(?! lens)|call|ring|phone|telephone|see|tell|inform|alert|notify)\b[^.;]{0,50}\b(?:if|when|should|straight away|immediately|urgently|at once)\b|"
        r"\b(?:contact(?! lens)|call|consult|notify|inform|tell|phone|ring|telephone|seek|see|speak to|speak with|get in touch with|reach out to|bring|brought to|go to|visit|attend|let)\b"
        r"(?: [a-z']+){0,6}? \b(?:us|me|practitioner|doctor|surgeon|physician|clinic|office|therapist|help|medical|advice|attention|gp|a&e|hospital|nurse|dermatologist|dentist"
        r"|provider|professional|salon|studio|team|know|999|911|112)\b(?! (?:told|has|says))|\b(?:call|ring|phone|telephone) (?:if|when)\b|\bplease (?:telephone|call|phone|ring)\b"
        r"|\b(?:contact|call|phone|ring|telephone) us\b|\bseek (?:help|advice|medical)\b"
    ),
    signs={
        "hot": "warmth",
        "warm": "warmth",
        "temperature": "fever",
        "bleed": "blood-spots",
        "bleeds": "blood-spots",
        "ooze": "oozing",
        "oozes": "oozing",
        "broken": "open-skin",
        "open": "open-skin",
    },
    not_repeated=compiled(r"\b(?:before|prior|until|till|during)\b"),
    offers=compiled(
        r"\bto (?:schedule|book|arrange|order|purchase|make an appointment|discuss)\b|\bbefore your (?:next|first)\b|\bfor prices\b"
    ),
    concerns=compiled(
        r"\b(?:concern\w*|worr\w*|question\w*|reaction\w*|unusual|unexpected|unsure|problems?)\b"
    ),
    traps=compiled(
        r"\b(?:not|no|never|none|nor|only|unless|if|provided|providing|as long as|so long as|until|till|except|depending|without|cannot|\w+n't|dont"
        r"|apart from|other than|instead|rather than|whether|while|before|less than|more than|nothing)\b"
    ),
    small=SMALL,
    dry=compiled(
        r"\b(?:do not|don't|never|avoid|must not|should not|mustn't|shouldn't) (?:get(?:ting)?|let(?:ting)?|mak(?:e|ing)|become|be)(?: (?:the|your|it|them))?(?: [a-z]+)?(?: get)? wet\b|\b(?:keep|stay|remain|kept)(?: (?:the|your|it|them))?(?: [a-z]+){0,2}? dry\b"
    ),
    phrases=PHRASES,
    headings=tuple(
        (kind, compiled(pattern))
        for kind, pattern in (
            (
                "call",
                r"\bwhen to (?:call|contact|seek)|\b(?:call|contact) us if|\bseek (?:help|medical)|\bnot normal\b|\bwarning signs\b|\bred flags\b",
            ),
            (
                "expect",
                r"\bexpect\b|\bside[ -]effects\b|\bis normal\b|\bnormal (?:reactions|signs)\b|\byou may (?:notice|experience|see|feel)\b|\bwhat should you know\b",
            ),
            (
                "avoid",
                r"\bavoid\b|\bdo not\b|\bdon'?ts?\b|\bnot to do\b|\bno-nos?\b|\bnot allowed\b|\bforbidden\b|\bplease no\b|\bmust not\b",
            ),
            ("allow", r"\byou (?:may|can)\b|\ballowed\b|\bpermitted\b"),
            ("do", r"^do$|^do's$|^dos$|\bwhat to do\b|\bplease do\b|\byou should\b|\bdo:"),
        )
    ),
    heading_words=compiled(
        r"\b(?:what|which|things|to|the|following|please|for|is|are|in|during|of|your|treatment|procedure|day|care|aftercare|instructions|you|should|after|and|dos"
        r"|post|be|do|will|may|can|must|next|first|on|surgery|session|a|an|skin|recovery|it|as|at|this|these|has|have|we|with)\b|[^a-z]+"
    ),
    elsewhere=compiled(
        r"^(?:how (?:is|does|do|are)\b|what is\b(?! (?:not )?normal)|why\b|about\b|before\b(?! and)|pre-|preparing|prior to|frequently asked|faq|prices?\b|opening|our team|contact\b$)"
        r"|\b(?:vs|difference|benefits|for (?:the )?(?:practitioners?|staff|clinic)|(?:clinic|staff) (?:staff|only)|disclaimer|consent|references)\b"
    ),
    practical=compiled(
        r"[£$€]\s?\d|\d\s?(?:£|€|eur\b)|\bopening hours\b|\bopen (?:mon|daily)|\b\d{1,2}[:.]\d\d ?(?:am|pm|-)|\bmon(?:day)?\s?-\s?(?:fri|sat|sun)|\brefund|\bdeposit\b|\bcancellations?\b"
        r"|\b(?:clinic staff|staff|practitioner|therapist|for the practitioner)\s*:|\bstud(?:y|ies)\b|\bmyth\b|\bmany (?:people|patients) believe\b|\bconsent form\b|\btouch-ups are free\b|\bpatch test"
    ),
)
