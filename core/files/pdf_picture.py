"""The first page of a PDF as a small picture: run by itself, within limits of time and memory.

Reads the file from standard input and writes a JPEG to standard output; nothing where the file
cannot be drawn.
"""

import resource
import sys

import pypdfium2

SECONDS = 10
BYTES = 1024 * 1024 * 1024
WIDTH, HEIGHT = 360, 510
QUALITY = 80


def _draw(content: bytes) -> None:
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    width, height = page.get_size()
    scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
    image = page.render(scale=scale).to_pil().convert("RGB")
    image.save(sys.stdout.buffer, "JPEG", quality=QUALITY, optimize=True)


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    try:
        _draw(sys.stdin.buffer.read())
    except Exception:
        # whatever a stranger's bytes do to the library, there is no picture of them
        sys.exit(1)


if __name__ == "__main__":
    _main()
