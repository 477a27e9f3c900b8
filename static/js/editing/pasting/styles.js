// The declarations of a style attribute, read as text.

const STYLESHEET = /<style\b.*?<\/style\s*>/gis;
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const STYLE = /(\s)style(?=\s*=)/gi;

/**
 * The HTML as a document that shows nothing, its style attributes under a name of their own: under
 * theirs the page's policy drops them, with a complaint about each.
 */
export function parseWithStyles(html) {
  const renamed = html
    .replace(STYLESHEET, "")
    .replace(TAG, (tag) => tag.replace(STYLE, "$1data-style"));
  return new DOMParser().parseFromString(renamed, "text/html");
}

const readStyles = new WeakMap();

/** Property → value, both in small letters; Word's own (mso-…) are among them. */
export function readStyle(element) {
  if (!readStyles.has(element)) {
    readStyles.set(element, parseStyle(element));
  }
  return readStyles.get(element);
}

function parseStyle(element) {
  const style = {};
  for (const declaration of (element.getAttribute("data-style") ?? "").split(";")) {
    const [name, ...value] = declaration.split(":");
    style[name.trim().toLowerCase()] = value.join(":").trim().toLowerCase();
  }
  return style;
}

/** The element, then what it stands in, outwards; the body is not among them. */
export function ancestors(element) {
  const found = [];
  for (let one = element; one && one.localName !== "body"; one = one.parentElement) {
    found.push(one);
  }
  return found;
}

export function replaceTag(element, tag) {
  const replacement = element.ownerDocument.createElement(tag);
  for (const { name, value } of element.attributes) {
    replacement.setAttribute(name, value);
  }
  replacement.append(...element.childNodes);
  element.replaceWith(replacement);
  return replacement;
}

export function textNodes(element) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    nodes.push(walker.currentNode);
  }
  return nodes;
}
