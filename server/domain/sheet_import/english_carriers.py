# ruff: noqa: E501, SIM905 - word lists read better as text
"""Which English words carry nothing: in a clause that asks for something, and where a symptom is announced."""

ASKING = frozenset(
    """
a an the this that these those any all every each both either such your yours yourself you it its they them their
and or nor of to in on onto at for from with by into over under around out up off then so but too also as than
is are was be been being has have having do does can could may should must will shall need needs let
please kindly simply just gently carefully lightly thoroughly regularly properly slowly gradually softly strictly completely fully
very really truly absolutely at best better well good ideally preferably still again always already altogether entirely ever
use uses used using apply applies applied applying wear wears wearing worn take takes taken taking put puts keep keeps kept keeping
get go goes going give make makes start starts begin begins continue continued resume try stay stays remain hold place
skin face area areas site sites region zone treated treatment wound wounds scar scars lip lips lash lashes brow brows cheek cheeks scalp tattoo socket hands
day days time times healing life tonight
drink drinking eating
direct strong excessive strenuous heavy hard high intense vigorous extreme impact
big unchanged additionally unfortunately bulky firm firmly wrapped antibiotic ordinary everyday regular overall entire whenever anywhere boiled cooled
clean kit usual fresh soft light thin plain mild gentle unscented sterile near moist damp dry loose layer layers little
activity activities product products kind kinds type types form forms
better still same way whole altogether against else now right straight
though even however therefore we i it's you'll recommend recommended advise
""".split()
)
"""Small words that carry nothing in a clause which asks for a thing. A clause with any other is more than its rule."""

FORETELLING = frozenset(
    """
one two both whitish frosty greyish off out away down pass passed cause causes place peak rare rarely
noticeable noticeably peaks peak ends end ending several hot cold fingertips spreading coloured brown patch patches sudden response resolve resolves persist persists subside subsides ease eases heal heals healing
disappear disappears clear clears improve improves recover increases increase fluid cloudy main heavier greatest stronger
especially particularly part show shows turn turns later completely themselves pink pinkish yellow blue black purple tender
typical itself itchy rough around towards straight nothing alarming harmless worry swollen sore numb tight red dry waves wave
young older children women men adults less colour shape look size
""".split()
)
