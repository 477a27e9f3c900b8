// Armenian words that are wider than their line, divided by syllables where the browser knows none.
// Only a word that stands broken is touched; what is copied has no sign that was not written.

const SOFT = "\u00ad";
const LONG_WORD = /[Ա-Ֆա-և]{8,}/g;
const VOWELS = new Set("աեէըիոօուևԱԵԷԸԻՈՕ");
/** letters that stay on either side of a division */
const LEAST = 2;
const UNTOUCHED =
  "script, style, textarea, input, select, svg, code, [contenteditable], .brand, .day";

/** The word in sounds: «ու» is one vowel. */
function sounds(word) {
  return word.match(/[Ոո]ւ|./gu) ?? [];
}

function isVowel(sound) {
  return sound.length === 2 || VOWELS.has(sound);
}

/**
 * The word with a soft hyphen at each division: before the last consonant between two vowels, or
 * before the last two where the second is «յ» («ու-թյուն»); never so that one letter stands alone.
 */
export function divided(word) {
  const parts = sounds(word);
  const vowels = parts.flatMap((sound, place) => (isVowel(sound) ? [place] : []));
  const divisions = new Set();
  for (let n = 1; n < vowels.length; n += 1) {
    const between = vowels[n] - vowels[n - 1] - 1;
    if (between === 0) {
      continue;
    }
    const glides = between > 1 && parts[vowels[n] - 1] === "յ";
    divisions.add(vowels[n] - (glides ? 2 : 1));
  }
  let before = 0;
  return parts
    .map((sound, place) => {
      const fits = before >= LEAST && word.length - before >= LEAST;
      before += sound.length;
      return divisions.has(place) && fits ? SOFT + sound : sound;
    })
    .join("");
}

/** Whether the browser divides Armenian words by itself. */
function browserDivides() {
  const probe = document.createElement("div");
  probe.lang = "hy";
  probe.className = "hyphens-probe";
  probe.textContent = "պարտավորություններ";
  document.body.append(probe);
  const lines = probe.offsetHeight / Number.parseFloat(getComputedStyle(probe).lineHeight);
  probe.remove();
  return lines > 1.5;
}

function brokenWords(node) {
  const range = document.createRange();
  return [...node.data.matchAll(LONG_WORD)].filter((found) => {
    range.setStart(node, found.index);
    range.setEnd(node, found.index + found[0].length);
    const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
    return lines.size > 1;
  });
}

/** Hidden words have no lines: they are divided once they are shown. */
function isTouched(element) {
  return element.checkVisibility() && !element.closest(UNTOUCHED);
}

function divide() {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!LONG_WORD.test(node.data) || !isTouched(node.parentElement)) {
      continue;
    }
    LONG_WORD.lastIndex = 0;
    const words = brokenWords(node);
    if (words.length > 0) {
      broken.push([node, words]);
    }
  }
  for (const [node, words] of broken) {
    for (const found of words.toReversed()) {
      node.replaceData(found.index, found[0].length, divided(found[0]));
    }
  }
}

/** The selection as it was written. */
function copyAsWritten(event) {
  const selection = getSelection();
  const words = selection?.toString() ?? "";
  if (!words.includes(SOFT) || !event.clipboardData) {
    return;
  }
  const holder = document.createElement("div");
  for (let n = 0; n < selection.rangeCount; n += 1) {
    holder.append(selection.getRangeAt(n).cloneContents());
  }
  event.clipboardData.setData("text/plain", words.replaceAll(SOFT, ""));
  event.clipboardData.setData("text/html", holder.innerHTML.replaceAll(SOFT, ""));
  event.preventDefault();
}

function start() {
  if (browserDivides()) {
    return;
  }
  document.fonts.ready.then(divide);
  addEventListener("resize", divide);
  document.addEventListener("toggle", divide, true);
  document.addEventListener("htmx:afterSettle", divide);
  document.addEventListener("copy", copyAsWritten);
}

if (document.documentElement.lang === "hy") {
  start();
}
