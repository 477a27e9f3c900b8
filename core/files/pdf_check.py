"""Whether a PDF can be opened: run by itself, within limits of time and memory.

Reads the file from standard input and prints one word: fine, password, empty or damaged.
"""

import io
import resource
import sys

from pypdf import PasswordType, PdfReader

SECONDS = 10
BYTES = 768 * 1024 * 1024


def look(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        return "password"
    return "fine" if len(reader.pages) else "empty"


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    try:
        found = look(sys.stdin.buffer.read())
    except Exception:
        # whatever a parser raises over a stranger's bytes, they are damaged
        found = "damaged"
    sys.stdout.write(found)


if __name__ == "__main__":
    main()
