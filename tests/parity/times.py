"""Random TIMEs of every form, made from a few numbers."""

from random import Random

_STATES = ("healed", "calm", "shed", "gone(redness)", "used-up(cream)")
_ACTS = ("after(wash)", "on(home)", "onset(bruise)", "before(touch)", "while(outside)")


def random_time(random: Random) -> str:
    parts = [_term(random) for _ in range(random.choice((1, 1, 1, 1, 2, 2, 3)))]
    joined = parts[0]
    for part in parts[1:]:
        joined += random.choice((" & ", " / ")) + part
    return joined


def _term(random: Random) -> str:
    hours = random.choice((12, 24, 36, 48, 72))
    forms = (
        f"{hours}h",
        f"{hours}h",
        f"{hours}-{hours * 2}h",
        f"{hours}-{hours + 24}h",
        f">={hours}h",
        f">={hours}-{hours + 24}h",
        f"<={hours}h",
        f"~{hours // 12}d",
        f"-{hours}h",
        "?",
        "1mo",
        f"D{random.randint(1, 4)}",
        f"D{random.randint(1, 3)}-D{random.randint(4, 6)}",
        random.choice(("evening", "bedtime", "bedtime-2h", "morning+1", "morning+1+2h")),
        random.choice(_STATES),
        random.choice(_STATES),
        random.choice(_STATES) + random.choice(("+24h", "+12-24h", "-12h", "+1mo")),
        random.choice(_ACTS),
        random.choice(_ACTS[:3]) + random.choice(("+30m", "+30-45m", "+24h")),
        random.choice(("S+4-6w", "S+2d", "S-24h", "S-3d")),
    )
    return random.choice(forms)
