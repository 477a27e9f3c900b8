// Bold, italics, sub- and superscript: by what the words looked like, whoever said it and how.
import { ancestors, readStyle, textNodes } from "./styles.js";

const LOOKS = "b, strong, i, em, sub, sup, span, font, u, o\\:p";
const HEADINGS = "h1, h2, h3, h4, h5, h6, th";
const LOWEST_BOLD = 600;

/** true, false, or undefined where an element leaves it to what it stands in. */
function isBold(element) {
  const weight = readStyle(element)["font-weight"];
  if (weight && weight !== "inherit") {
    return weight.startsWith("bold") || Number.parseInt(weight, 10) >= LOWEST_BOLD;
  }
  return element.matches("b, strong") || undefined;
}

function isItalic(element) {
  const slant = readStyle(element)["font-style"];
  if (slant && slant !== "inherit") {
    return slant.startsWith("italic") || slant.startsWith("oblique");
  }
  return element.matches("i, em") || undefined;
}

function baseline(element) {
  const place = readStyle(element)["vertical-align"];
  if (element.localName === "sub" || place === "sub") {
    return "sub";
  }
  return element.localName === "sup" || place === "super" ? "sup" : undefined;
}

function first(elements, say) {
  return elements.map(say).find((answer) => answer !== undefined);
}

export function looksBold(node) {
  return first(ancestors(node.parentElement), isBold) ?? false;
}

/** The tags around a text node, from the inside out. */
function tagsOf(node) {
  const around = ancestors(node.parentElement);
  const isHeading = around.some((element) => element.matches(HEADINGS)); // bold by itself
  const tags = [first(around, baseline)];
  tags.push(first(around, isItalic) && "em");
  tags.push(!isHeading && first(around, isBold) && "strong");
  return tags.filter(Boolean);
}

function wrap(node, tag) {
  const element = node.ownerDocument.createElement(tag);
  node.replaceWith(element);
  element.append(node);
  return element;
}

export function rewriteMarks(body) {
  const words = textNodes(body).filter((node) => node.data.trim());
  const tags = new Map(words.map((node) => [node, tagsOf(node)]));
  for (const element of body.querySelectorAll(LOOKS)) {
    element.replaceWith(...element.childNodes);
  }
  for (const [node, names] of tags) {
    names.reduce(wrap, node);
  }
}
