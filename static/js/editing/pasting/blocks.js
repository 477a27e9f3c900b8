// Paragraphs, lists and lines between them, in the order that the editor knows.

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, table, div, blockquote, hr";

/** A list inside a list belongs to the item before it (Google Docs puts it beside that). */
export function tidyLists(body) {
  for (const list of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    if (list.previousElementSibling?.localName === "li") {
      list.previousElementSibling.append(list);
    }
  }
}

function neighbour(node, side) {
  let beside = node[side];
  while (beside && !beside.textContent.trim() && beside.nodeType !== Node.ELEMENT_NODE) {
    beside = beside[side];
  }
  return beside;
}

/** A line break between two blocks parts nothing that is not apart already. */
export function tidyBreaks(body) {
  for (const line of body.querySelectorAll("br")) {
    const beside = ["previousSibling", "nextSibling"].map((side) => neighbour(line, side));
    const known = beside.filter(Boolean);
    const areBlocks = known.every(
      (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(BLOCKS),
    );
    if (known.length && areBlocks) {
      line.remove();
    }
  }
}
