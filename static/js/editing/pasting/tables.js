// The first row of a table that says what stands below it.
import { looksBold } from "./marks.js";
import { replaceTag, textNodes } from "./styles.js";

function hasBoldWords(cell) {
  const words = textNodes(cell).filter((node) => node.data.trim());
  return words.length > 0 && words.every(looksBold);
}

/** Word marks a row that it repeats on each page; elsewhere it is the row that is bold as a whole. */
function isHeader(row, place, rows) {
  const cells = [...row.cells];
  const isMarked = row.parentElement.localName === "thead";
  return (
    isMarked || (place === 0 && rows.length > 1 && cells.length > 0 && cells.every(hasBoldWords))
  );
}

/** How wide a column was on somebody's paper says nothing on a page. */
function forgetWidths(table) {
  for (const column of table.querySelectorAll("colgroup, col")) {
    column.remove();
  }
  for (const cell of table.querySelectorAll("td, th")) {
    cell.removeAttribute("width");
    cell.removeAttribute("colwidth");
  }
}

export function tidyTables(body) {
  for (const table of body.querySelectorAll("table")) {
    forgetWidths(table);
    const rows = [...table.rows];
    for (const row of rows.filter(isHeader)) {
      for (const cell of row.querySelectorAll(":scope > td")) {
        replaceTag(cell, "th");
      }
    }
  }
}
