// Lists that somebody typed: paragraphs that begin with a bullet, or with numbers that go on.
// Dashes are left alone: they are speech as often as they are lists.
import { isBullet, readPlace } from "./signs.js";
import { textNodes } from "./styles.js";

const SIGN = /^\s*([•·▪■●\uF020-\uF0FF]|\(?[\p{L}\d]{1,3}[.)․](?=\s)|\S(?=\s))\s*(?=\S)/u;

/** Take so many characters off the beginning of an element's words. */
function cutWords(element, count) {
  let left = count;
  for (const node of textNodes(element)) {
    const cut = Math.min(left, node.data.length);
    node.data = node.data.slice(cut);
    left -= cut;
  }
}

function firstWords(paragraph) {
  return textNodes(paragraph).find((node) => node.data.trim())?.parentElement;
}

/** What a paragraph begins with; `isInList` when its program calls it an item of a list. */
export function readTypedItem(paragraph, isInList = /MsoList/.test(paragraph.className)) {
  const [whole, sign] = SIGN.exec(paragraph.textContent) ?? [];
  if (!sign) {
    return null;
  }
  const place = readPlace(sign);
  if (!place && !isBullet(sign, firstWords(paragraph), isInList)) {
    return null;
  }
  const isOrdered = place > 0;
  return { paragraph, level: 1, isOrdered, number: place, isInList, length: whole.length };
}

export function takeOffSign(item) {
  cutWords(item.paragraph, item.length);
}

function goesOn(run, item) {
  const last = run.at(-1);
  return (
    last?.paragraph === item.paragraph.previousElementSibling &&
    last.isOrdered === item.isOrdered &&
    (!item.isOrdered || item.number === last.number + 1)
  );
}

function findRuns(body) {
  const runs = [];
  for (const paragraph of body.querySelectorAll("p:not(li > p)")) {
    const item = readTypedItem(paragraph);
    if (item && runs.length && goesOn(runs.at(-1), item)) {
      runs.at(-1).push(item);
    } else if (item) {
      runs.push([item]);
    }
  }
  return runs;
}

/** One such paragraph alone is a list only where its program says so. */
export function findTypedItems(body) {
  const items = findRuns(body)
    .filter((run) => run.length > 1 || run[0].isInList)
    .flat();
  items.forEach(takeOffSign);
  return items;
}
