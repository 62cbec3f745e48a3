"""Draw faces for the demo with Pillow. The repository contains no photos of real skin.

The same `Portrait` gives the same bytes, so that filling the demo again changes nothing.
"""

import io
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from server.ports import Portrait, Tone

WIDTH, HEIGHT = 720, 960
FINER = 2
"""Faces are drawn this many times larger and then scaled down, for smooth edges."""
TURN = {"front": 0.0, "left": -1.0, "right": 1.0, "close-up": 0.0}
Box = tuple[float, float, float, float]
INK = (64, 46, 44)
WHITE = (250, 249, 246)


def paint(portrait: Portrait) -> bytes:
    """Return a JPEG of 720 × 960 pixels."""
    canvas = _Canvas(portrait)
    canvas.background()
    canvas.hair_behind()
    canvas.body()
    canvas.head()
    canvas.flush()
    canvas.features()
    canvas.hair_in_front()
    canvas.spots()
    picture = canvas.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()


class _Canvas:
    """The picture while it is being drawn. Coordinates are in thousandths of its width."""

    def __init__(self, portrait: Portrait) -> None:
        self.person = portrait
        self.tone = portrait.tone
        self.turn = TURN[portrait.angle]
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), portrait.wall)
        self.draw = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, across: float, down: float) -> Box:
        scale = WIDTH * FINER / 1000
        return ((x - across) * scale, (y - down) * scale, (x + across) * scale, (y + down) * scale)

    def points(self, *places: tuple[float, float]) -> list[tuple[float, float]]:
        scale = WIDTH * FINER / 1000
        return [(x * scale, y * scale) for x, y in places]

    def inner(self, x: float) -> float:
        """Return the x of a part of the face with the head turned: shifted to the side and foreshortened."""
        return 500 + self.turn * 92 + (x - 500) * (1 - 0.16 * abs(self.turn))

    def soft(self, boxes: Sequence[Box], colour: Tone, *, strength: float, blur: float) -> None:
        """Draw blurred ellipses of one colour over the face."""
        mask = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(mask)
        for box in boxes:
            pen.ellipse(self.box(*box), fill=round(255 * min(strength, 1.0)))
        mask = mask.resize((WIDTH // 4, HEIGHT // 4)).filter(ImageFilter.GaussianBlur(blur * WIDTH / 4000))
        self.image.paste(colour, (0, 0), ImageChops.multiply(mask.resize(self.image.size), self._skin()))

    def _skin(self) -> Image.Image:
        """Return a mask of the face, so that the wall behind it keeps its colour."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).ellipse(self.box(500 + self.turn * 20, 600, 236, 310), fill=255)
        return mask

    def background(self) -> None:
        self.draw.ellipse(self.box(500, 560, 455, 455), fill=lighter(self.person.wall, 0.35))

    def hair_behind(self) -> None:
        if self.person.hair_style == "long":
            self.draw.rounded_rectangle(
                self.box(500, 690, 305, 400), radius=300 * FINER, fill=self.person.hair
            )
        elif self.person.hair_style == "round":
            self.draw.ellipse(self.box(500, 470, 370, 360), fill=self.person.hair)
        elif self.person.hair_style == "bun":
            self.draw.ellipse(self.box(500 - self.turn * 60, 205, 105, 100), fill=self.person.hair)

    def body(self) -> None:
        neck = darker(self.tone, 0.1)
        self.draw.rounded_rectangle(self.box(500, 930, 98, 170), radius=60 * FINER, fill=neck)
        self.draw.rounded_rectangle(self.box(500, 1290, 400, 235), radius=200 * FINER, fill=self.person.shirt)
        self.draw.ellipse(self.box(500, 1055, 130, 62), fill=neck)

    def head(self) -> None:
        for side in (-1, 1):
            if side * self.turn <= 0:
                x = 500 + side * (232 - 6 * abs(self.turn)) + self.turn * 10
                self.draw.ellipse(self.box(x, 620, 38, 62), fill=self.tone)
                self.draw.ellipse(self.box(x, 622, 20, 38), fill=darker(self.tone, 0.1))
        self.draw.ellipse(self.box(500 + self.turn * 20, 600, 236, 310), fill=self.tone)
        self.soft([(self.inner(500), 400, 130, 60)], lighter(self.tone, 0.5), strength=0.35, blur=70)
        self.soft([(500 - self.turn * 120, 900, 240, 40)], darker(self.tone, 0.3), strength=0.3, blur=70)

    def flush(self) -> None:
        """Colour the skin as after needling: rosy on fair skin, deeper and warmer on dark skin."""
        level = self.person.flush
        if level <= 0:
            return
        cheeks = [(self.inner(370), 690, 112, 92), (self.inner(630), 690, 112, 92)]
        rest = [
            (self.inner(500), 410, 150, 62),
            (self.inner(500), 640, 50, 85),
            (self.inner(500), 862, 90, 40),
        ]
        self.soft(cheeks, self.person.flush_tone, strength=0.85 * level, blur=60)
        self.soft(rest, self.person.flush_tone, strength=0.5 * level, blur=60)

    def features(self) -> None:
        for x in (395, 605):
            self.eye(self.inner(x))
        self.nose()
        self.mouth()

    def eye(self, x: float) -> None:
        squeeze = 1 - 0.14 * abs(self.turn)
        self.draw.ellipse(self.box(x, 585, 50 * squeeze, 27), fill=WHITE)
        pupil = x + self.turn * 9
        self.draw.ellipse(self.box(pupil, 585, 25 * squeeze, 26), fill=self.person.eyes)
        self.draw.ellipse(self.box(pupil, 585, 12 * squeeze, 13), fill=INK)
        self.draw.ellipse(self.box(pupil + 8, 577, 6, 6), fill=WHITE)
        self.curve((x, 588), (52 * squeeze, 32), 185, 355, INK, 7)
        self.curve((x, 540), (64 * squeeze, 34), 205, 335, darker(self.person.hair, 0.1), 13)

    def nose(self) -> None:
        shade, tip = darker(self.tone, 0.24), self.inner(500) + self.turn * 26
        self.curve((tip, 690), (44, 26), 25, 155, shade, 8)
        bridge = [(self.inner(500) + self.turn * 8, 605), (tip + self.turn * 16 - 22 * (self.turn == 0), 678)]
        self.draw.line(self.points(*bridge), fill=darker(self.tone, 0.13), width=7 * FINER)

    def mouth(self) -> None:
        x, squeeze = self.inner(500), 1 - 0.14 * abs(self.turn)
        self.draw.ellipse(self.box(x, 799, 60 * squeeze, 22), fill=self.person.lips)
        self.draw.ellipse(self.box(x - 24 * squeeze, 787, 34 * squeeze, 15), fill=self.person.lips)
        self.draw.ellipse(self.box(x + 24 * squeeze, 787, 34 * squeeze, 15), fill=self.person.lips)
        self.curve((x, 772), (64 * squeeze, 28), 30, 150, darker(self.person.lips, 0.35), 6)

    def hair_in_front(self) -> None:
        x, hair = 500 + self.turn * 20, self.person.hair
        cap = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(cap)
        pen.ellipse(self.box(x, 560, 243, 300), fill=255)
        face = 500 + self.turn * 52
        pen.ellipse(self.box(face, 690 if self.person.hair_style != "short" else 670, 236, 318), fill=0)
        self.image.paste(hair, (0, 0), cap)

    def spots(self) -> None:
        """Draw small pustules on the chin."""
        for spot in range(self.person.spots):
            x, y = self.inner(430 + 23 * (spot * 5 % 7)), 838 + 11 * (spot * 3 % 4)
            self.draw.ellipse(self.box(x, y, 11, 11), fill=self.person.flush_tone)
            self.draw.ellipse(self.box(x - 1, y - 2, 5, 5), fill=lighter(self.tone, 0.5))

    def curve(
        self,
        centre: tuple[float, float],
        radii: tuple[float, float],
        start: float,
        end: float,
        colour: Tone,
        thick: int,
    ) -> None:
        self.draw.arc(self.box(*centre, *radii), start, end, fill=colour, width=thick * FINER)


def lighter(tone: Tone, by: float) -> Tone:
    return _towards(tone, (255, 255, 255), by)


def darker(tone: Tone, by: float) -> Tone:
    return _towards(tone, (40, 20, 20), by)


def _towards(tone: Tone, other: Tone, by: float) -> Tone:
    red, green, blue = (round(start + (end - start) * by) for start, end in zip(tone, other, strict=True))
    return (red, green, blue)
