"""Pictures of pages, and the page that shows them all."""

from pathlib import Path

from playwright.sync_api import Page

STYLE = "img{height:420px;margin:4px;border:1px solid #999}"


def file_of(path: str) -> str:
    plain = "".join(sign if sign.isalnum() else "-" for sign in path)
    return plain.strip("-")[:60] or "home"


def take_views(
    page: Page, folder: Path, name: str, views: tuple[tuple[int, str], ...]
) -> list[str]:
    """One picture of the open page for each (width, theme); the names of their files."""
    names = []
    for width, scheme in views:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        names.append(f"{name}.{width}.{scheme}.png")
        page.screenshot(path=folder / names[-1], full_page=True)
    return names


def write_index(folder: Path, shown: dict[str, list[str]]) -> int:
    """The page that shows the pictures of each path; how many there are."""
    rows = [
        f"<h2>{path or 'home'}</h2><p>"
        + "".join(
            f'<a href="{name}"><img src="{name}" loading="lazy"></a>'
            for name in names
        )
        for path, names in shown.items()
    ]
    index = f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>"
    (folder / "index.html").write_text(index + "\n".join(rows))
    return sum(map(len, shown.values()))
