# ruff: noqa: E501 - patterns stay on one line
"""What English sentences ask for, and on which conditions."""

from server.domain.sheet_import.language import Frame, compiled
from server.domain.sheet_import.lengths import LENGTH
from server.domain.sheet_import.marks import NO, YES

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
NOT = (
    r"(?:do not|don't|dont|never|must not|mustn't|must never|should not|shouldn't|should never|cannot|can not|can't"
    r"|may not|ought not to|are not (?:allowed|permitted|supposed) to|not to|not)"
)
FRAMES: tuple[Frame, ...] = tuple((kind, compiled(pattern)) for kind, pattern in (
    ("only", r",? ?\b(?:and )?nothing else\b"),
    ("avoid", r"\bleave\b(?=[^.;,]{1,40}\x00 (?:out|off)(?: \x00| (?:for|until|till)\b|[.,;!]|$))"),
    ("open", r"\b(?:must|should|need to|have to) (?:know|bear in mind|be aware|read|understand)\b"),
    ("avoid", rf"[{NO}]"), ("allow", rf"[{YES}]"),
    ("open", r"\b(?:any|every)(?:thing|one) (?:but|except|save|apart from|other than)\b|\ball (?:\w+ )?(?:but|except|save|apart from)\b|\bnot (?:\w+ )?enough\b|\bis said to\b|\bare said to\b"),
    ("open", r"\bnothing (?:that )?you (?:cannot|can't|may not|must not|should not|shouldn't)\b"),
    ("go-on", rf"\b{NOT} (?:stop|discontinue|come off)(?: taking| using)?\b"),
    ("allow", r"\b(?:need not|do not need to|don't need to|do not have to|don't have to|no need to) (?:avoid|stay off|stay away from|give up|stop|cancel|stay(?= \x00))(?: (?:your|the))?\b"),
    ("allow", r"\b(?:is|are) not (?:a problem|an issue|harmful)\b"),
    ("never-stop", r"\b(?:without|do not|don't|never) (?:missing|skipping|miss(?:ed)?|skip(?:ped)?) (?:a|any|one|even one)(?: (?:single )?(?:dose|day|tablet|drop|night|application))?\b|\bmust (?:not|never) be (?:stopped|skipped|missed|forgotten|interrupted)\b"),
    ("never-stop", rf"\b{NOT} (?:skip|miss|forget|omit|neglect)\b"),
    ("expect", r"\b(?:is|are) (?:a (?:good|normal|healthy) sign|(?:no|not a) complication|part of (?:the |normal )?healing|a sign (?:of|that).{0,20}healing)\b|\b(?:is |are )?(?:nothing to (?:worry about|fear)|no (?:cause|reason|need) (?:for (?:concern|alarm|worry|panic)|to (?:worry|panic|be (?:alarmed|concerned|worried)))|not? (?:a )?cause for concern|nothing to be (?:concerned|worried|alarmed) about|nothing unusual|par for the course|not? (?:serious|dangerous|alarming|a worry|a bad sign))\b"),
    ("allow", r"(?<=\x00) (?:also |often |usually )?helps?\b(?: too)?(?=[,.;!]|$| \x00| with\b| against\b)"),
    ("allow", r"(?:(?<=\x00):?,? |(?<=: ))(?:yes|ok|okay)\b(?=[,.;!]|$| -| and| but)"),
    ("avoid", r"(?:(?<=\x00):?,? |(?<=: ))(?:no|nope|never|off)\b(?=[,.;!]|$| -| and| but| for| \x00)|(?<=\x00) off\b"),
    ("avoid", r"(?<=\x00) (?:isn'?t|aren'?t|is not|are not|may not|must not|cannot|can'?t)(?=[,.;!]|$)"),
    ("allow", r"(?<=\x00) (?:is|are|may|can)(?=[.;!]|$)"),
    ("avoid", r"\b(?:should|must|needs? to|has to|have to|is best|are best) (?:be )?(?:left (?:out|off)|postponed|cancelled|canceled|rescheduled|delayed|put off)\b"),
    ("leave", r"\b(?:leave|let)\b(?=[^.;]{1,40}\balone\b)|(?<=\x00) alone\b(?=[.,;!]|$| (?:for|until))(?<!\bnot \x00{4} alone)|\b(?:(?:keep )?(?:your )?(?:hands|fingers|nails) off)\b"),
    ("open", r"\b(?:not|n't|never) (?:strictly |really )?(?:out of bounds)\b"),
    ("allow", r"\b(?:is|are) (?:not|never) (?:off[ -]limits|forbidden|prohibited|banned|taboo)\b|\b(?:has|have|was|were|is|are) never (?:been )?a problem\b"),
    ("open", rf"\b{NOT} (?:stop|discontinue|let|allow|be (?:alarmed|worried|afraid|concerned|surprised|tempted|put off)|worry|panic|hesitate|need|have to|come off|assume|expect|feel"
     r"|required|necessary|avoid|only|exceed|get better)\b|\b(?:no (?:limits?|limitations?|special)|not (?:needed|affected))\b|\b(?:needn't|need not|no need|no reason|no longer|not necessary|nothing to(?! \x00)"
     r"|not need|not have to|no more than|without asking)\b"),
    ("open", rf"\b(?:should|must|needs? to|has to|have to) be (?!(?:strictly |best |only |always |gently )*(?:avoided|{_USING}|kept|cleaned|washed|changed|protected|covered|removed|cleansed|moisturi[sz]ed|repeated|rinsed)\b)"),
    ("open", r"\b(?:as (?:little|rarely|seldom|few) as possible|sparingly)\b"),
    ("do", r"\bas (?:much|often|long|soon|well) as possible\b"),
    ("open", r"\b(?:limit(?:ed)?|reduced?|minimi[sz]e|keep(?:ing)? (?:it )?to a minimum|in moderation)\b"),
    ("avoid", r"\b(?:we|i) (?:would not|wouldn't|would rather you did not|would rather you didn't|would avoid|would skip)(?: (?:book|have|use|do|recommend|wear|take))?\b|\b(?:stays?|remains?) in the (?:cupboard|drawer|cabinet|press|wardrobe|box|bag)\b"),
    ("open", r"\b(?:will not|won't|would not|wouldn't|does not|doesn't|did not|didn't|were|was|had|used to|ago|went|came|thought|believed|told us|swears?|swore|regretted)\b"),
    ("open", r"\b(?:one|some|a|our|this|that|another) (?:client|patient|customer|colleague|friend|reader)s?\b"),
    ("avoid", r"\b(?:should|must|needs? to|has to|have to|ought to|to|is|are)(?: best)?(?: to)? be (?:strictly |best )?avoided\b"
     r"|\b(?:is|are) best avoided\b"),
    ("avoid", r"\b(?:is |are )?(?:strictly )?(?:off[ -]limits|forbidden|prohibited|banned|taboo|a no-no|no-nos?|off the (?:menu|table|list|cards)|closed to you)\b"),
    ("avoid", r"\b(?:is|are|isn't|aren't|should|must|may|can|cannot|can't|shouldn't|mustn't)? ?(?:not )?(?:be )?(?:not |n't )(?:be )?"
     r"(?:ok|okay|fine|allowed|permitted|recommended|advised|advisable|suitable|good|safe)\b|\b(?:isn't|aren't) (?:ok|okay|fine|allowed|permitted|recommended|advised)\b"),
    ("avoid", rf"\b(?:should|must|may|can) not be (?:{_USING})\b|\b(?:shouldn't|mustn't|can't|cannot) be (?:{_USING})\b"),
    ("avoid", rf"\b(?:please )?{NOT}(?: (?:attempt to|try to|ever|under any circumstances))?(?: (?:{_USE}))?\b(?! only| just)"),
    ("allow", r"\b(?:does|do|will do) (?:you|most people|everyone) (?:good|no harm)\b|\b(?:is|are) (?:very |most |quite )?(?:welcome|good for you)\b(?! to)|(?<=\x00) welcome\b|\bas (?:much|often|long) as you (?:like|want|wish|please)\b|\bto your heart's content\b"),
    ("avoid", r"\bleave\b(?=[^.;,]{1,40}\b(?:out|off)(?: (?:for|until|till|of it)\b| \x00|[.,;!]|$))|(?<=\x00) out\b(?= (?:for|until|till)\b| ?\x00)"),
    ("avoid", r"\bleave (?:it|them|that|those)(?: be)?(?= (?:for|until|till)\b| ?\x00|[.,;!]|$)"),
    ("allow", r"\bwill (?:do|help|do the trick|take the edge off)\b(?=[.,;!]|$| too\b| with\b| against\b)"),
    ("expect", r"\b(?:should not|shouldn't|need not|needn't) (?:alarm|worry|frighten|concern|scare) you\b"),
    ("avoid", r"\b(?:stays?|remains?) out\b(?! of)"),
    ("avoid", r"\bhold(?:ing)? off(?: on)?\b|\bput off\b|\bgive up\b|\bcut out\b|\bkeep\b(?=(?:(?! on )[^.;]){1,40}\b(?:away|off|out of)\b)|\btake a break from\b"),
    ("avoid", r"\b(?:stay|keep)(?: (?:it|them|well|right|(?:the|your) (?:treated )?[a-z]+))? (?:away from|out of|off|clear of)\b"),
    ("avoid", rf"\b(?:it is (?:best|important|essential|advisable|recommended) to |try to |please )?(?:avoid(?:ing)?|refrain(?:ing)? from"
     rf"|abstain(?:ing)? from|steer clear of|skip|leave off|lay off|(?:we )?(?:advise|recommend) against)(?: (?:{_USING}))?\b"),
    ("avoid", r"\b(?:protect|shield) (?:[a-z ]{0,30}?)from\b"),
    ("avoid", rf"\bstop (?:{_USING})\b|\bstop\b(?= (?:the |your |all |any )?\x00)"),
    ("avoid", rf"\b(?:absolutely |strictly )?(?:no|none|neither|nor)\b(?! (?:downtime|problem|doubt|matter|restrictions?|objections?|harm|issue))(?: (?:{_USING}))?"),
    ("only", r"\bonly (?:ever )?(?:use|apply|wear|take|drink|eat|cleanse with|wash with|cleanse|wash)\b|\b(?:use|apply|wear|take|drink|eat) only\b"
     r"|\bnothing (?:but|except|other than)\b|(?<=\x00) only\b(?! (?:makes?|worsens?|increases?|delays?|causes?|leads?|if|when|after|once|from|on|until|has|have|needs?|is|are|with|in|at|by|before|during|because|matters?|helps?|works?|applies|counts?|lasts?|takes?)\b)"),
    ("avoid", r"\b(?:is|are) (?:(?:a |an )?(?:very |really )?(?:bad|terrible|poor) idea|not a good idea|ruled out|discouraged|unwise|to be avoided|not for you|too early|too risky|out of the question|out(?= (?:for|until|till)\b| \x00|[.,;!]|$)|a no\b)"),
    ("avoid", r"\b(?:has|have|must|should|can|will have) (?:to )?wait\b|\bgive\b(?=.{1,30}\ba miss\b)|\ba miss\b|\bsay no to\b|\b(?:do|go) without\b|\bforgo\b|\bleave out\b|\bbest left\b|\bbetter avoided\b|\bavoided\b"),
    ("avoid", r"\b(?:must|should|has to|have to|needs? to|please) stop\b(?=[^.;]{0,15}\bfor\b|[^.;]{0,3}\x00)|\bcan wait\b(?= |$)|\b(?:remains?|stays?) (?:closed|forbidden|banned|off the table)\b(?: (?:to|for) you)?"),
    ("avoid", r"\b(?:postpone|reschedule|delay)\b"),
    ("avoid", r"\bkeep (?:out|away|off)\b"),
    ("avoid", r"\bnothing\b"),
    ("allow", rf"\byou (?:may|can|are allowed to|are free to|are able to|are welcome to|could) {_ADV}(?:(?:{_USE}|resume|restart|reintroduce|go back to|continue|return to)\b)?"
     rf"(?: (?:{_USING}|to))?"),
    ("allow", rf"\b(?:may|can) {_ADV}be {_ADV}(?:{_USING})\b"),
    ("allow", r"\b(?:is |are |there is |there are )?(?:no (?:restrictions?|objections?|problems?|harm|issue)|not (?:a problem|harmful))(?: (?:on|to|with|in))?\b|\bfeel free to\b|\bgo ahead\b|\bhappy for you to\b"),
    ("allow", r"\b(?:may|can) (?:go|come|return|help|be helpful)(?: back)?(?: (?:in|on|to))?\b"),
    ("allow", rf"\b(?:is|are|it's) {_ADV}(?:absolutely |perfectly |quite )?(?:fine|safe)\b(?= \x00)"),
    ("allow", rf"\b(?:it is |it's )?(?:is |are )?(?<!with )(?<!as )(?<!\ba ){_ADV}(?:absolutely |perfectly |quite |all |completely |totally )*(?:(?:fine|safe)\b(?! \x00)|(?:ok|okay|all right|alright|allowed|permitted|possible|acceptable)\b)(?: (?:to|for)(?: (?:{_USE}))?\b)?"),
    ("allow", rf"\b(?:resume|restart|re-?introduce|go back to|get back to|return to|back to)(?: (?:{_USING}))?\b"),
    ("repeat", r"\b(?:repeat(?:ed|ing)?|book again|(?:next|follow[- ]up|second|third) (?:session|treatment|appointment|visit|injection)|(?:session|treatment) (?:two|three|2|3)|touch-?ups?|top[- ]ups?|infills?|refills?)\b"),
    ("repeat", rf"\b(?:facials?|peels?|fills?|refills?|massages?|adjustments?|boosters?|maintenance(?: sessions?| treatments?)?|see you (?:again|back))\b(?= every {LENGTH})"),
    ("repeat", rf"\b(?:come|pop|return|see us|rebook|book)(?: back| in| again)*(?: to us)? (?=every {LENGTH})|\bnext (?:wax|peel|facial|laser|lift|tint|infill|clean|needling|top-up|round|go|booster)\b(?= (?:every|in|after|at) {LENGTH}| - {LENGTH}|: {LENGTH})"),
    ("repeat", rf"\b{LENGTH} apart\b|\b(?:sessions?|treatments?|appointments?|visits?)\b(?=[^.;]{{0,40}}\bevery {LENGTH})"),
    ("do", r"\b(?:carry on|continue|keep on|keep) (?:with|taking|using|wearing)\b"),
    ("do", r"\bleave\b(?=[^.;]{0,40}\b(?:in place|on|uncovered)\b)|\b(?:stays?|remains?|kept) (?:on|in place)\b(?! (?:the|top|your)\b)"),
    ("do", rf"\b(?:you )?(?:should|must|need to|will need to|have to|are (?:advised|asked|encouraged) to|'ll need to)(?: {_ADV.strip()})?(?: (?:be )?(?:{_USE}|{_USING}|continue to))?\b"),
    ("do", rf"\b(?:it is |is |are |we )?(?:highly |strongly )?(?:recommended?|advised?|important|essential|necessary|encouraged?|mandatory|compulsory|required|vital|crucial|a must)(?: (?:that you|to|for you to|the use of|you))?(?: (?:{_USE}|{_USING}))?\b"),
    ("do", r"\b(?:make sure|be sure|remember|ensure|take care)(?: (?:to|that|you))*\b"),
))  # fmt: skip

CONDITIONS = compiled(
    r"^(?P<should>should) (?P<told>(?:you|any|the|your)\b[^,;:]*),|"
    r"(?:^|,? ?(?:and |but )?)\b(?:(?P<concession>(?:not )?even (?:without|if|when|after|at|during|in|on|for|though)|whether or not|(?:no matter|regardless of|irrespective of) (?:how|what|whether|when|where|the)|however (?:much|tempting|little))"
    r"|(?P<unless>without (?=(?:first )?(?:asking|consulting|checking|speaking|talking)\b)|unless|except(?: (?:if|when|for|in|that|where))?|other than|apart from|bar(?= (?:an?|the|for|your)\b)|barring|excluding|save(?= for\b)|with the exception of)"
    r"|(?P<until>until|till|while|depending on|whether)"
    r"|(?P<if>(?:only |but only |for )?(?:if|when|whenever|where|(?:once|as soon as) (?=(?:the|your|you|it|all|they|there|any|no)\b)|in case(?: of)?|provided(?: that)?(?! (?:every|to|by|in|with|for|after|twice|once|at|from)\b)|providing|as long as|so long as|assuming)))\b"
    r"(?P<rest>[^;:]+?)(?=[.!?]*$|[;:]|,(?! ?(?:or|and) |\x00)| - | then\b|\)| (?:please|you (?:may|can|should|must)|(?<!can't )(?<!cannot )(?<!to )(?<!not )avoid|(?<!they )(?<!you )(?<!it )(?<!we )(?:do not|don't))\b)"
)
_WHO = r"(?:we|us|doctor|surgeon|practitioner|therapist|dentist|gp|physician|clinician|nurse|stylist|dermatologist|specialist|aesthetician|beautician|artist)"
KNOWN = tuple((kind, compiled(pattern)) for kind, pattern in (
    ("prescribed", r"\bprescribed\b(?!.{0,20}\b(?:by us|by me|we)\b)(?<!we have prescribed)(?<!we prescribed)"),
    ("directed", rf"\b(?:directed|instructed|prescribed|otherwise advised|advised otherwise|told otherwise|told (?:you )?to|(?:unless|if|as|until) (?:told|instructed|advised|asked|specified)|medically necessary|asking|consulting|checking with|speaking (?:to|with)|talking to)\b"
     rf"|\b{_WHO}\b.{{0,25}}\b(?:say|says|said|tell|told|tells|advised?|advises|asked?|directs?|agrees?|agreed|approves?|allows?|recommends?|recommended|shown|showed|checked|prescribed)\b"
     rf"|\b(?:advised|told|asked|agreed|approved|recommended|prescribed|checked) (?:by|with|your)\b"),
    ("emergency", r"\bemergenc(?:y|ies)\b"),
    ("outside", r"\b(?:outside|outdoors|in the sun|into the sun|leave the hous[e]|go out)\b"),
    ("uncomfortable", r"\b(?:bothers?|uncomfortable|discomfort|you wish|you like|in pain|it helps|you need)\b"),
    ("history", r"\b(?:you )?(?:have had|have a history of|had|suffer from|are prone to|get)\b"),
))  # fmt: skip
