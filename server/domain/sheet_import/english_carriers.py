# ruff: noqa: E501, SIM905 - word lists read better as text
"""Which small English words carry something after all, and which others carry nothing where a symptom is announced."""

TELLING = frozenset(
    """
down smell alone touch walk heat tempting instead else free
pass passed fade fades settle settles soften softens occur occurs happens rare rarely
which peak ends
""".split()
)
"""Small words that say something of a thing which is asked for: a clause with one of them is more than its rule."""

FORETELLING = frozenset(
    """
off out away down pass passed cause causes place peak rare rarely
noticeable noticeably peaks peak ends end ending several hot cold fingertips spreading coloured brown patch patches sudden response resolve resolves persist persists subside subsides ease eases heal heals healing
disappear disappears clear clears improve improves recover increases increase fluid cloudy main heavier greatest stronger
especially particularly part show shows turn turns later completely themselves pink pinkish yellow blue black purple tender
typical itself itchy rough around towards straight nothing alarming harmless worry swollen sore numb tight red dry waves wave
young older children women men adults less colour shape look size
""".split()
)
