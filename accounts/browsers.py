"""What a browser says of itself, in the words of those who use it: Chrome, Windows."""

import re

#: the first that fits; each later one also says that it is one of the earlier
BROWSERS = (
    (r"\bEdgA?/|\bEdgiOS/", "Edge"),
    (r"\bYaBrowser/", "Yandex Browser"),
    (r"\bOPR/|\bOPiOS/", "Opera"),
    (r"\bSamsungBrowser/", "Samsung Internet"),
    (r"\bFirefox/|\bFxiOS/", "Firefox"),
    (r"\bCriOS/|\bChrome/|\bHeadlessChrome/", "Chrome"),
    (r"\bVersion/[\d.]+.* Safari/", "Safari"),
)
SYSTEMS = (
    (r"\biPhone\b", "iPhone"),
    (r"\biPad\b", "iPad"),
    (r"\bAndroid\b", "Android"),
    (r"\bWindows\b", "Windows"),
    (r"\bCrOS\b", "ChromeOS"),
    (r"\bMacintosh\b|\bMac OS X\b", "macOS"),
    (r"\bLinux\b|\bX11\b", "Linux"),
)


def browser_and_system(user_agent: str) -> tuple[str, str]:
    """("Chrome", "Windows") of the header of that name; empty where it says nothing we know."""
    return _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)


def _first(rules: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for rule, name in rules if re.search(rule, text)), "")
