// Lists of Word: each item a paragraph whose style names its level, with the sign in a part of it
// that is to be ignored. Word in a browser sends each item as a list of its own instead.
import { isSymbol, readNumber } from "./signs.js";
import { readStyle } from "./styles.js";
import { readTypedItem, takeOffSign } from "./typed_lists.js";

const LEVEL = /\blevel(\d)/;

function findSign(paragraph) {
  return [...paragraph.querySelectorAll("[data-style]")].find(
    (element) => readStyle(element)["mso-list"] === "ignore",
  );
}

/** The number that an item bears: null for one that has a bullet. */
function takeOutNumber(paragraph, sign) {
  if (!sign) {
    const typed = readTypedItem(paragraph, true);
    if (typed) {
      takeOffSign(typed);
    }
    return typed?.isOrdered ? typed.number : null;
  }
  const number = isSymbol(sign) ? null : readNumber(sign.textContent.trim());
  sign.remove();
  return number;
}

function readItem(paragraph) {
  const level = LEVEL.exec(readStyle(paragraph)["mso-list"] ?? "")?.[1];
  const sign = findSign(paragraph);
  if (!level && !sign) {
    return null;
  }
  const number = takeOutNumber(paragraph, sign);
  return { paragraph, level: Number(level ?? 1), isOrdered: number !== null, number };
}

function unpackOnline(body) {
  const items = new Map();
  for (const wrapper of body.querySelectorAll(".ListContainerWrapper")) {
    const paragraphs = [...wrapper.querySelectorAll("li")].map((entry) => {
      const paragraph = entry.querySelector("p") ?? entry.ownerDocument.createElement("p");
      if (!paragraph.parentElement) {
        paragraph.append(...entry.childNodes);
      }
      items.set(paragraph, readEntry(paragraph, entry));
      return paragraph;
    });
    wrapper.replaceWith(...paragraphs);
  }
  return items;
}

function readEntry(paragraph, entry) {
  const level = entry.dataset.ariaLevel ?? entry.getAttribute("aria-level");
  const list = entry.parentElement;
  const isOrdered = list.localName === "ol";
  const number = isOrdered ? list.start + [...list.children].indexOf(entry) : null;
  return { paragraph, level: Number(level ?? 1), isOrdered, number };
}

/** In the order of the text. */
export function findWordItems(body) {
  const online = unpackOnline(body);
  const paragraphs = [...body.querySelectorAll("p")];
  return paragraphs.map((one) => online.get(one) ?? readItem(one)).filter(Boolean);
}
