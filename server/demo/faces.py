"""The faces of the fictional people, in many skin tones, each with its own flush colour."""

from dataclasses import replace

from server.ports import Portrait

AMINA = Portrait(
    tone=(98, 64, 50),
    flush_tone=(112, 40, 48),
    hair=(34, 26, 26),
    hair_style="round",
    eyes=(66, 42, 30),
    lips=(128, 66, 66),
    shirt=(214, 164, 72),
    wall=(206, 220, 214),
)

JONAS = Portrait(
    tone=(246, 214, 194),
    flush_tone=(222, 96, 88),
    hair=(176, 120, 66),
    hair_style="short",
    eyes=(84, 124, 148),
    lips=(204, 128, 118),
    shirt=(76, 108, 132),
    wall=(226, 226, 214),
)

MEI = Portrait(
    tone=(240, 204, 170),
    flush_tone=(216, 100, 84),
    hair=(38, 32, 36),
    hair_style="long",
    eyes=(70, 48, 36),
    lips=(200, 108, 106),
    shirt=(122, 156, 130),
    wall=(230, 218, 214),
)

ROSA = Portrait(
    tone=(204, 152, 112),
    flush_tone=(186, 74, 66),
    hair=(78, 48, 34),
    hair_style="bun",
    eyes=(96, 70, 44),
    lips=(178, 92, 86),
    shirt=(168, 98, 108),
    wall=(214, 222, 232),
)

CLARA = replace(MEI, tone=(248, 220, 200), hair=(214, 178, 120), eyes=(96, 132, 160), shirt=(150, 120, 160))
FATMA = replace(
    ROSA,
    tone=(190, 138, 100),
    hair=(44, 30, 26),
    hair_style="long",
    shirt=(96, 128, 168),
    wall=(224, 224, 214),
)
KWAME = replace(AMINA, tone=(84, 54, 42), hair_style="short", shirt=(92, 120, 108), wall=(224, 216, 206))
LENA = replace(
    JONAS,
    hair=(120, 72, 40),
    hair_style="bun",
    eyes=(92, 110, 70),
    shirt=(178, 116, 96),
    wall=(214, 224, 228),
)
