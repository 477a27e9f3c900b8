"""Pictures of the demonstration: drawn here, so that nobody's photograph is used without asking."""

import io
import random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFilter

from content import pictures
from content.models import Picture

SIZE = (1800, 1200)
ALT_TEXTS = {
    "lake": (
        "Նկար. լիճ լեռների միջև, արևը ջրի վրա",
        "Drawing: a lake between mountains, the sun on the water",
    ),
    "town": (
        "Նկար. տուֆե տներ լեռան ստորոտին",
        "Drawing: houses of tuff at the foot of a mountain",
    ),
    "mountain": (
        "Նկար. երկգագաթ լեռ առավոտյան երկնքի տակ",
        "Drawing: a mountain with two peaks under a morning sky",
    ),
}
CAPTION = ("Ցուցադրական նկար", "A picture of the demonstration")
SKY = {
    "lake": ("#f6ded3", "#9cc7dd"),
    "town": ("#fdeccd", "#e9b49c"),
    "mountain": ("#dcecf3", "#f3cdb8"),
}


def _sky(name: str) -> Image.Image:
    top, bottom = SKY[name]
    column = Image.new("RGB", (1, 2), top)
    column.putpixel(
        (0, 1),
        tuple(int(bottom[n : n + 2], 16) for n in (1, 3, 5)),
    )
    return column.resize(SIZE, Image.Resampling.BICUBIC)


def _ridge(
    draw: ImageDraw.ImageDraw,
    chance: random.Random,
    base: int,
    height: int,
    colour: str,
) -> None:
    points = [
        (x, base - chance.randint(height // 3, height))
        for x in range(0, SIZE[0] + 200, 150)
    ]
    draw.polygon([(0, SIZE[1]), *points, (SIZE[0], SIZE[1])], fill=colour)


def _peaks(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon(
        [(250, 900), (820, 260), (1050, 560), (1280, 420), (1700, 900)],
        fill="#8096a7",
    )
    draw.polygon(
        [(700, 395), (820, 260), (925, 400), (830, 440)],
        fill="#ffffff",
    )
    draw.polygon(
        [(1190, 475), (1280, 420), (1360, 515), (1270, 530)],
        fill="#ffffff",
    )


def _houses(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for x in range(60, SIZE[0] - 150, 190):
        high = chance.randint(160, 330)
        draw.rectangle(
            (x, 1060 - high, x + 150, 1060),
            fill=chance.choice(["#b4553a", "#c9785c", "#d99a80"]),
        )
        for window in range(1060 - high + 30, 1020, 70):
            draw.rectangle(
                (x + 30, window, x + 60, window + 35),
                fill="#fdeccd",
            )
            draw.rectangle(
                (x + 90, window, x + 120, window + 35),
                fill="#fdeccd",
            )


def draw(name: str) -> bytes:
    """A JPEG; always the same for the same name."""
    chance, image = random.Random(name), _sky(name)  # noqa: S311 - a drawing, not a secret
    pen = ImageDraw.Draw(image)
    pen.ellipse((1250, 170, 1430, 350), fill="#f0a63a")
    if name != "lake":
        _peaks(pen)
    _ridge(pen, chance, 900, 320, "#6f8a72")
    _ridge(pen, chance, 1020, 220, "#4f6f58")
    if name == "lake":
        pen.rectangle((0, 880, *SIZE), fill="#3f86a8")
        pen.polygon(
            [(1250, 880), (1430, 880), (1560, 1200), (1120, 1200)],
            fill="#e9b76a",
        )
    if name == "town":
        _houses(pen, chance)
    buffer = io.BytesIO()
    image.filter(ImageFilter.SMOOTH_MORE).save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def build() -> dict[str, Picture]:
    """The drawings by name, in the library."""
    drawings = {}
    for name, (hy, en) in ALT_TEXTS.items():
        upload = SimpleUploadedFile(f"{name}.jpg", draw(name), "image/jpeg")
        drawings[name] = pictures.keep_picture(
            upload,
            by=None,
            alt_hy=hy,
            alt_en=en,
            caption_hy=CAPTION[0],
            caption_en=CAPTION[1],
            licence="CC0-1.0",
            credit="Covenant portal",
        )
    return drawings
