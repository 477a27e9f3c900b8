"""How a page is looked at: in both themes, at four widths, by axe and by measures of our own."""

import json

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
#: WCAG 2.2 at level AA, and what the makers of axe call best practice
TAGS = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    # it would fetch style sheets anew, and the policy would refuse them on the console
    "preload": False,
}
ASK_AXE = f"axe.run({json.dumps(OPTIONS)})"
SETTLED = """() => Promise.allSettled([
  document.fonts.ready, ...document.getAnimations().map((change) => change.finished)
])"""
#: the rich text editors stand where their fields stood
WRITTEN_BY_SCRIPTS = """() => {
  const mark = "data-django-prose-editor";
  const isRich = (one) => one.getAttributeNames().some((name) => name.startsWith(mark));
  const fields = [...document.querySelectorAll("textarea:not([id*=__prefix__])")].filter(isRich);
  return document.querySelectorAll(".ProseMirror").length >= fields.length;
}"""
WIDTHS = (320, 390, 768, 1280)
#: Armenian words are the longer ones: both sizes; English: the small one
SEEN_BY_AXE = {
    "hy": [("light", 1280), ("dark", 390)],
    "en": [("light", 390)],
}
#: a page wider than the screen; words cut off or set as boxes; targets under 24 pixels
MEASURES = """() => {
  const found = [];
  const screen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > screen) found.push("wider than the screen");

  const isShown = (one) => one.checkVisibility({visibilityProperty: true});
  const cutOnPurpose = "svg, thead, .skip, .menu__label, .only-screen-reader, .only-for-machines,"
    + ".visually-hidden, .account-menu__name, .selector-chooser";
  const slides = (one) => {
    for (let at = one; at && at !== document.body; at = at.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return true;
    return one.closest(cutOnPurpose) !== null;
  };
  const cutter = (one) => {
    for (let at = one; at && at !== document.body; at = at.parentElement)
      if (["hidden", "clip"].includes(getComputedStyle(at).overflowX)) return at;
    return null;
  };

  const unseen = ["SCRIPT", "STYLE", "TITLE", "OPTION", "TEXTAREA"];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.textContent.trim(), holder = texts.currentNode.parentElement;
    if (!words || unseen.includes(holder.tagName) || !isShown(holder) || slides(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const cut = cutter(holder);
    const edge = cut ? Math.min(screen, cut.getBoundingClientRect().right) : screen;
    const isCut = (box) => box.right > edge + 1.5 || box.left < -1;
    if ([...range.getClientRects()].some(isCut)) found.push(`cut off: ${words.slice(0, 40)}`);
  }

  for (const whole of document.querySelectorAll(".whole"))
    if (/flex|grid/.test(getComputedStyle(whole.parentElement).display))
      found.push(`words as boxes: ${whole.parentElement.textContent.trim().slice(0, 40)}`);

  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  for (const one of document.querySelectorAll(controls)) {
    if (!isShown(one) || slides(one)) continue;
    const label = one.labels?.[0]?.getBoundingClientRect();
    const {width, height} = one.getBoundingClientRect();
    if (Math.min(width, height) >= 24 || (label && label.height >= 24)) continue;
    const around = one.parentElement.textContent.trim().length - one.textContent.trim().length;
    if (getComputedStyle(one).display === "inline" && around > 3) continue;
    const size = `${Math.round(width)} by ${Math.round(height)}`;
    found.push(`${size}: ${one.tagName} ${one.textContent.trim().slice(0, 30)}`);
  }
  return found;
}"""


def axe_findings(page):
    """(rule, where) of everything that axe finds."""
    if page.evaluate("() => typeof axe") == "undefined":
        page.evaluate(AXE.axe_script)
    return [
        (violation["id"], [node["target"] for node in violation["nodes"]][:3])
        for violation in page.evaluate(ASK_AXE)["violations"]
    ]


def findings_here(page):
    """What is found on the page that is open, as it is shown now."""
    page.wait_for_load_state("load")
    page.wait_for_function(WRITTEN_BY_SCRIPTS)
    view = page.viewport_size
    # a bar that stays at the lower edge covers targets until one scrolls: all is seen at once
    whole = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({**view, "height": max(whole, view["height"])})
    page.evaluate(SETTLED)
    found = page.evaluate(MEASURES) + axe_findings(page)
    page.set_viewport_size(view)
    return found


def look_around(page, address):
    """The findings of the page that is open: measured at every width, which the dark theme does
    not change (it has colours alone), and by axe in the views that see most.
    """
    found = {}
    by_axe = SEEN_BY_AXE[address[1:3]]
    views = [("light", width) for width in WIDTHS]
    for scheme, width in dict.fromkeys([*views, *by_axe]):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        findings = page.evaluate(MEASURES)
        if (scheme, width) in by_axe:
            findings += axe_findings(page)
        if findings:
            found[f"{address} {scheme} {width}"] = findings
    return found


def look(page, addresses):
    """What is found on pages, each loaded once and turned to every view."""
    found = {}
    for address in addresses:
        page.goto(address)
        found |= look_around(page, address)
    return found
