# ruff: noqa: E501 - patterns stay on one line
"""English as clinics write it."""

from server.domain.sheet_import.english_carriers import ASKING, FORETELLING
from server.domain.sheet_import.english_frames import CONDITIONS, FRAMES, KNOWN, NOT
from server.domain.sheet_import.english_times import NO_LONGER, OPEN_STATES, STATES, TIMES
from server.domain.sheet_import.english_words import BODY, PHRASES, SMALL
from server.domain.sheet_import.language import Language, compiled, small_words

ENGLISH = Language(
    name="en",
    times=TIMES,
    until=r"\b(?:until|till|not until|not before|before) ",
    once=r"\b(?:but )?(?:only )?(?:once|when|as soon as|after|if|provided(?: that)?|providing|where) ",
    while_=r"\b(?:as long as|so long as|while|whilst) ",
    states=STATES,
    open_states=OPEN_STATES,
    no_longer=NO_LONGER,
    lead_gone=r"\b(?P<role>once|when|until|till|after) (?:there (?:is|are) no(?: more)?|no(?: more)?) (?P<sym>[a-z-]+)(?: (?:is|are))?(?: left| remains?| remaining| any ?more)?\b",
    conditions=CONDITIONS,
    conditions_words=compiled(
        r"\b(?:if|when|should|in case(?: of)?|unless|not|no|do not|don't|does not|hesitate to|until|even if|before|without)\b"
    ),
    clause_opens=compiled(
        r"\b(?:if|when|whenever|unless|provided(?: that)?|providing|as long as|so long as|assuming|should)\b"
    ),
    timely=compiled(
        r"\d|\b(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|until|till|tomorrow|today|tonight|morning|afternoon|evening|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|first|then)\b"
    ),
    during=compiled(r"\b(?:while|whilst|as long as|so long as)\b"),
    ends=compiled(r"\b(?:until|till)\b"),
    known=KNOWN,
    negation=compiled(r"\b(?:no|not|n't|never|without|isn't|aren't|hasn't|doesn't|don't)\b"),
    reasons=compiled(
        r" ?\((?:they|it|these|this|that)(?:'ll|'s|'re)? (?![^()]*\b(?:must|should|may|can|not|no|never|only|if|unless|avoid|don't)\b)[^()]*\)|(?:,|-)? ?\b(?:because|since (?:it|this|the|they|these)\b|as (?:it|this|these|they|there|the|your skin)\b(?! soon| long| needed| often)"
        r"|so that|so as|in order to|due to|otherwise|which|"
        r"(?<!try )(?<!important )(?<!best )(?<!recommended )(?<!advised )(?<!need )(?<!have )(?<!essential )(?<!sure )(?<!encouraged )"
        r"(?<!necessary )(?<!remember )(?<!you )(?<!aim )(?<!want )(?<!careful )(?<!continue )"
        r"to (?:avoid|prevent|reduce|minimi[sz]e|help|protect|ensure|allow|speed|stop|maximi[sz]e|soothe|aid|promote|limit|keep|support)\b"
        r"|for (?:best|optimal|better|the best|maximum) (?:results?|healing)|this (?:will|helps|can|may|is)\b|(?:these|they|it) (?:can|may|could|will|might)\b(?! be (?:used|worn|applied|taken))"
        r"|(?:especially|particularly) (?:if|when)\b|even though)"
        r"[^;]*?(?=[.!?]*$|;| - |, (?:but|so|and) (?:please )?(?:avoid|do not|don't|use|wear|apply)|(?<=\w), (?:avoid|do not|don't|sleep|use|apply|keep|wear|take|drink)\b)"
    ),
    not_only=compiled(
        r", (?:(?:afterwards|then|but) )(?:please )?(?:with care|carefully|gently|gradually|slowly|go easy)(?=[.;!]|$)|\bextra[ -]strength\b|, longer if (?:you can|possible)\b|\banything else that makes you (?=sweat)|, gently patted on\b|\bon the (?:toilet|loo)\b|"
        r", (?:sometimes|occasionally|often|possibly|perhaps) (?:very |quite |rather )?[a-z]+,(?= (?:is|are|can|may|for|will)\b)|\bwhere (?:the|your|we|it) [a-z ]{2,30}? (?:was|were|went in|sat|touched)\b(?= (?:is|are|may|can|will|for)\b|[,:])|"
        r",? (?:and |but )?(?:no|not) (?:more|longer|oftener)(?: often)?(?: than (?:that|this))?(?=[.,;!]|$)|,? ?\b(?:with or without|([a-z]+) or no \1|(?!whether)[a-z]+ or not)\b(?: (?:your |the |an? )?[a-z]+(?=[.,;!]|$))?|^unlike [^,;.]{2,50},|, unlike [^,;.]{2,30},|\b(?:do not|don't) (?:be (?:surprised|alarmed|worried|concerned|shocked|put off)|worry|panic) (?:if|when)\b|,? ?\bnot because [^,.;]*? but because [^.;]*|,? ?\bnot a (?:day|minute|moment|second|hour) (?:sooner|earlier|before)\b|"
        r",? ?\bif you (?:value|love|treasure|cherish|care (?:about|for)) [^,.;]+(?=[.!;]|$)|, (?:but )?(?:not|never) (?:before|sooner|earlier)(?: than that)?(?=[.;!]|$)|,? ?\b(?:and |so |please )?(?:do not|don't) (?:panic|worry|be alarmed|be concerned)\b(?=[.,;!]|$)|,? (?:and |but )?(?:is |are )?(?:not|no) (?:a )?signs? (?:of|that) [a-z ]+|, not (?:an )?infection\b|\bnot even (?:the|those|one)\b[^.;,]*|"
        r", (?:and )?not (?:just|only|merely) (?:in the |at |on |for |when )?[^.;,]*(?=[.;!]|$)|\b(?:rather than|instead of) [^,.;:]+|,? ?\b(?:if|wherever|whenever) (?:at all )?possible\b|\bif you (?:possibly )?can\b(?=[.,;!]|$)|\b(?:if|whenever|when|as soon as|as often as|as much as) you (?:like|wish|want|prefer|feel like it|feel ready)(?: to| it)?\b(?=[.,;!]|$)|\b(?:when|while) (?:you (?:are )?)?(?:sleep(?:ing)?|asleep|lying down)\b|\bnot only (?:on|in|when|during|at|after|for|while)\b[^,;:]*(?:[,;:] ?)?(?:but(?: also)? )?|\bnot only\b|\bbut also\b"
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
        r"(?<=\x00), (?:however|though|too|of course|by the way|unfortunately|sadly|alas|again),(?= )|, [^,.;]{2,45} included(?=[.;,!]|$)|,? and so (?:is|are|do|does)(?= (?:the |your )?\x00)|\b(?:only|just) (?=(?:has|have|needs?) to (?:wait|stop|pause|\x00))|\b(?:only|just) (?=(?:off[ -]limits|forbidden|banned|prohibited)\b)|"
        r"\bnot (?:uncommon|unusual)\b|\bas soon as possible\b|\bas (?:usual|normal|before|prescribed|directed|instructed)\b|\bas well(?: as)?\b"
        r"|\b(?:on|over|to|in|at|around|near|across|of|into|onto|from) (?:(?:the|your|any|all|this) )?(?:(?:treated|affected|exposed|injected|new|whole) )*"
        r"(?:skin|face|areas?|wounds?|tattoo|lips|brows?|eyebrows|lashes|scalp|sites?|spots?|underarms|incisions?|injection (?:points|sites))\b(?! ?(?:care|products?|tint))"
        r"|\bfor (?:your|the) (?:face|skin|lips)\b"
    ),
    beforehand=compiled(
        r"^(?:before|prior to) (?:your|the) (?:treatment|appointment|visit|session)|\bpre-treatment\b"
    ),
    before=compiled(r"^(?:before\b(?! and)(?! day)|pre-|preparing|prior to)"),
    splits=compiled(
        r"(?<=\byes),|(?<=\bno),|(?<=\boff),|"
        rf", (?=so (?!that\b|as\b|long\b|far\b|much\b|on\b|called\b)\w)|, (?=so \x00)|, (?=so (?:not|no|none|never|please|avoid|skip|leave|stay|keep)\b)|;| - |, though\b|,? \b(?:although|even though|whereas|while (?=\x00))\b| and (?=can \x00)|,? \bbut\b|,? \bhowever\b,?|,? \bthough\b(?= not)|,? (?:and |or )?\bthen\b,?"
        rf"|(?:, ?|,? \b(?:and|so|or),? )(?=(?:please )?(?:{NOT}|avoid|you (?:should|must|may|can)|only use|use only)\b)"
        r"|,? (?=avoiding\b)|,? (?:and|so),? (?=(?:please |always |also |then )*(?:use|apply|wear|take|keep|drink|eat|sleep|wash|cleanse|clean|rinse|moisturi[sz]e|change|brush"
        r"|remove|follow|cover|put|start|stay|ends?|stops?|settles?|subsides?|resolves?|fades?|goes|lasts?|can last|can take|chew|press|it)\b)"
    ),
    frames=FRAMES,
    imperatives=small_words(
        "walk use apply wear take keep put change continue drink eat sleep rest cleanse wash clean rinse pat moisturise moisturize"
        " massage brush cover shower spray dab blot soak switch start begin finish remove elevate stick stay"
        " exfoliate shave cool ice bite gargle sip moisturise dress bandage elevate raise support protect re-apply reapply spread follow try bathe hydrate gently smear smooth rub insert swish gargle place hold replace wrap lubricate soften squirt drip"
    ),
    refers=compiled(r"(?:this|these|it|they|both|all of these|such (?:reactions|symptoms)|symptoms?|that)\b"),
    persists=compiled(
        r"\b(?:persists?|continues?|(?:does not|do not|doesn't|don't|will not|won't) (?:go|settle|improve)|(?:is|are) still there|not getting (?:better|less))\b"
    ),
    turns=compiled(r"\b(?:off|away|without|out|from)\b"),
    again=compiled(r"\b(?:again|back)\b"),
    lighter=compiled(
        r"\b(?:light|lighter|long|longer|gentle|mild|short|brief|lukewarm|cool|cold|warm|mineral|tinted|loose|low-impact|easy|quick|brow|eyebrow|lip|eye|lash|body|hand|foot|small amounts? of)(?: \w+)? $"
    ),
    others=compiled(
        r"\W*(?:we|i|he|she|our (?:staff|team|nurses?)|your (?:nurse|surgeon|doctor|practitioner))\b(?!.*\b(?:recommend|advise|suggest|ask|advised?|recommended|would)\b)"
    ),
    pronouns=compiled(r"\b(?:it|them|this|these|that|those)\b"),
    subsides=compiled(
        r"\b(?:falls? off|comes? off|drops? off|dr(?:y|ies) (?:up|out)|flake(?:s)? (?:off|away)|pass(?:es)?|settles?|settled|subsides?|subside|resolves?|fades?|disappears?|goes? (?:away|down)|diminish(?:es)?|clears?|improves?|ends?|gone|wears? off|heals?|vanish(?:es)?|recovers?|softens?|eases?|lifts?|calms?)\b"
    ),
    lasts=compiled(r"\b(?:lasts?|lasting|persists?|remains?|continues?|takes?)\b"),
    starts=compiled(
        r"\b(?:starts?|begins?|appears?|sets? in|occurs?|noticeable|develops?|form|forms|shows?|comes? up|comes? out)\b"
    ),
    peaks=compiled(r"\b(?:peaks?|increases?|worsens?|worst|strongest|greatest|most noticeable|at its)\b"),
    purpose=compiled(
        r"\b(?:for|against|with|of|any|relieves?|help with|ease|if) (?:the |any |your |mild |severe |some )?$"
    ),
    calls=compiled(
        r"^(?:please )?(?:contact(?! lens)|call|ring|phone|telephone|see|tell|inform|alert|notify)\b[^.;]{0,50}\b(?:if|when|should|straight away|immediately|urgently|at once)\b|"
        r"\b(?:contact(?! lens)|call|consult|notify|inform|tell|phone|ring|telephone|seek|see|speak to|speak with|get in touch with|reach out to|bring|brought to|go to|visit|attend|let)\b"
        r"(?: [a-z']+){0,6}? \b(?:us|me|practitioner|doctor|surgeon|physician|clinic|office|therapist|help|medical|advice|attention|gp|a&e|hospital|nurse|dermatologist|dentist"
        r"|provider|professional|salon|studio|team|know|999|911|112)\b(?! (?:told|has|says))|\b(?:call|ring|phone|telephone) (?:if|when)\b|\bplease (?:telephone|call|phone|ring)\b"
        r"|\b(?:contact|call|phone|ring|telephone) us\b|\bseek (?:help|advice|medical)\b|\bwe (?:want|need|would like|would want|'d like) to (?:know|hear|see)\b"
        r"|(?:[:,]| -) (?:please )?(?:ring|call|phone|contact|tell|text|message|email|see (?:us|me|an?|your)|let (?:us|me)|get (?:help|in|medical|to|checked)|come (?:in|back|to|and|straight)|go (?:to|straight))\b(?! (?:on|for|your (?:body|skin)))[^:.;]{0,40}[.!]*$|\bneeds? (?:checking|seeing|looking at)\b|\b(?:must|should|needs? to|ought to) be (?:reported|shown|seen|checked|looked at|assessed)\b(?: (?:to|by) [a-z ]{2,20})?|^(?:please )?report\b|\b(?:e-?mail|message|text|whatsapp) (?:us|me)\b|\bday or night\b|[:,-] (?:dial )?(?:999|911|112)\b|^(?:ring|call|phone|contact|telephone|text)\b(?! (?:lens|sport))"
        r"|[:,-] (?:(?:go )?(?:straight )?to )?(?:the )?(?:emergency (?:department|room)|a&e|hospital|e\.?r\.?)(?: first(?:, then us)?)?[.!]*$|\b(?:send|text|e-?mail) us a (?:photo|picture)\b|\b(?:give|drop) (?:us|me) a (?:shout|ring|bell|call|buzz|line|message)\b|\b(?:swing|stop|drop|come|pop) by\b|\bget in touch\b[^.;]{0,30}\b(?:if|when|should|about)\b|\bcome (?:back|straight)? ?(?:in|to (?:us|the clinic|see us))\b"
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
        "opens": "open-skin",
        "throbs": "pain",
        "hurts": "pain",
        "hurt": "pain",
        "swells": "swelling",
        "itches": "itching",
        "weeps": "oozing",
        "throb": "pain",
        "smells": "discharge",
        "smelly": "discharge",
        "smell": "discharge",
        "grey": "blanching",
        "gray": "blanching",
        "white": "blanching",
        "pale": "blanching",
        "blurred": "vision-change",
        "blurry": "vision-change",
        "sight": "vision-change",
        "vision": "vision-change",
        "cannot breathe": "breathing-trouble",
        "weeping": "oozing",
        "chills": "fever",
        "feverish": "fever",
        "shivering": "fever",
    },
    not_repeated=compiled(r"\b(?:before|prior|until|till|during)\b"),
    offers=compiled(
        r"\bcome back (?:to us |for (?:a|your) [a-z-]+ )?(?:in|after|every) (?:\d|an?\b|one|two|three|four|five|six|eight|ten|twelve)|\bto (?:schedule|book|arrange|order|purchase|make an appointment|discuss)\b|\bbefore your (?:next|first)\b|\bfor prices\b|\bask (?:us|me) (?:before|about|for)\b|\b(?:do not|don't|need not|needn't|no need to) (?:call|ring|phone|contact|come|see|visit|go to)\b|\b(?:no|not a|without) (?:reason|need|cause) to (?:call|ring|phone|contact|worry)\b"
    ),
    concerns=compiled(
        r"\b(?:concern\w*|worr\w*|question\w*|reaction\w*|unusual|unexpected|unsure|problems?)\b"
    ),
    traps=compiled(
        r"\b(?:not|no|never|none|nor|only|unless|if|provided|providing|as long as|so long as|until|till|except|depending|without|cannot|\w+n't|dont"
        r"|apart from|other than|instead|rather than|whether|while|before|less|fewer|more than|nothing)\b"
    ),
    small=SMALL,
    asking=ASKING,
    foretelling=FORETELLING,
    body=BODY,
    manner=compiled(
        r",? ?\b(?:and |then )(?:(?:gently|carefully|thoroughly) )?(?:pat|dab|blot)(?:s|ted)?(?: (?:it|them|the (?:skin|area)))? dry\b(?: (?:gently|carefully|thoroughly|well))?|,? ?\bwithout (?:pressure|force|rubbing|scrubbing|pressing|pulling|scratching|touching|stretching|dragging)(?: (?:it|them|too hard|hard|(?:on )?(?:the|your) [a-z]+))*\b"
    ),
    dry=compiled(
        r"\b(?:do not|don't|never|avoid|must not|should not|mustn't|shouldn't) (?:get(?:ting)?|let(?:ting)?|mak(?:e|ing)|become|be)(?: (?:the|your|it|them))?(?: [a-z]+)?(?: get)? wet\b|\b(?:keep|stay|remain|kept)(?: (?:the|your|it|them))?(?: [a-z]+){0,2}? dry\b"
    ),
    phrases=PHRASES,
    headings=tuple(
        (kind, compiled(pattern))
        for kind, pattern in (
            (
                "call",
                r"^(?:please )?(?:call|ring|phone|contact|tell) (?:us|me)(?: (?:for|about|at once|straight away|urgently))*$|\bwhen (?:to|should (?:i|you)) (?:call|contact|seek|ring|worry)|\b(?:call|contact) us if|\bseek (?:help|medical)|\bnot normal\b|\bwarning signs\b|\bred flags\b|^(?:please )?(?:get|keep) in touch\b|^(?:please )?(?:get|seek) help\b|^(?:please )?(?:contact|ring|call|phone) (?:us|me|the clinic)\b|^(?:in an )?emergency\b",
            ),
            (
                "expect",
                r"\bexpect\b|\bside[ -]effects\b|\bis normal\b|\bnormal (?:reactions|signs)\b|\byou may (?:notice|experience|see|feel)\b|\bwhat should you know\b|\bwhat is (?:normal|common|usual)\b|\bnormal after\b",
            ),
            (
                "avoid",
                r"\bavoid\b|\b(?:do|should|must|may) not\b|\bcannot\b|\bcan'?t\b|\bdon'?ts?\b|\bnot to do\b|\bno-nos?\b|\bnot allowed\b|\bforbidden\b|\bplease no\b|\bmust not\b|^no(?: thanks?| thank you)?$|\b(?:should|must|to|please) (?:leave|skip|drop|stop|pause|hold off|miss out|cut out|give up|put off|stay off|go without)\b(?: (?:out|off|alone|for now))?|\bleave (?:out|alone|off)\b|\b(?:stay|keep|steer) (?:away|clear|off)(?: from| of)?$|\bhands off\b|\bgive (?:it |these |this )?a miss\b|\boff[ -]limits\b|\bnot (?:ok|okay|fine)$|^[\x00 ]*(?:please )?not(?: (?:yet|this|these|that|those|now|for now|just yet))?[\x00 !]*$|\bsay no to\b|\bbest avoided\b|^(?:these |this )?(?:must|have to|has to|can) wait$|^[✗✘❌✖✕🚫⛔]+$",
            ),
            (
                "allow",
                r"\byou (?:may|can)\b|\ballowed\b|\bpermitted\b|^yes(?:,? (?:please|you can|you may))?$|^(?:feel free|go ahead|good to go|all good|welcome)$|^(?:is |are |it is |that's )?(?:all |perfectly )?(?:ok|okay|fine)$|^[✓✔✅]+$",
            ),
            ("do", r"^(?:the )?do'?s?$|^do's$|^dos$|\bwhat to do\b|\bplease do\b|\byou should\b|\bdo:"),
        )
    ),
    heading_words=compiled(
        r"\b(?:what|which|things|to|the|following|please|for|is|are|in|during|of|your|treatment|procedure|day|care|aftercare|instructions|you|should|after|and|dos"
        r"|post|be|do|will|may|can|must|next|first|on|surgery|session|a|an|skin|recovery|it|as|at|this|these|has|have|we|with)\b|[^a-z]+"
    ),
    elsewhere=compiled(
        r"^(?:how (?:is|does|do|are)\b|what is (?:an? )?(?!normal|common|usual|allowed|forbidden|ok\b)[a-z-]+$|what is an?\b|why\b|about\b|prices?\b|opening|our team|contact\b$)"
        r"|\b(?:vs|difference|benefits|for (?:the )?(?:practitioners?|staff|clinic)|(?:clinic|staff) (?:staff|only)|disclaimer|consent|references)\b"
    ),
    prices=compiled(
        r"[£$€]\s?\d|\d\s?(?:£|€|eur\b)|\bopening hours\b|\b(?:open|closed) (?:from )?(?:(?:mon|tues?|wed|thur?s?|fri|sat|sun)(?:day|nesday|rsday|urday|sday)?s?\b|daily)|\b\d{1,2}[:.]\d\d ?(?:am|pm|-)|\bmon(?:day)?\s?-\s?(?:fri|sat|sun)|\brefund|\bdeposit\b|\bcancellations?\b"
    ),
    practical=compiled(
        r"\b(?:clinic staff|staff|practitioner|therapist|for the practitioner)\s*:|\bstud(?:y|ies)\b|\bmyth\b|\bmany (?:people|patients) believe\b|\bconsent form\b|\btouch-ups are free\b|\bpatch test"
    ),
)
