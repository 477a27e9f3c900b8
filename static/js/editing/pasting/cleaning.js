// What other programs put on the clipboard, made into what a text of ours can hold. Their style
// attributes say what is bold, what is a list and what is no text at all.
import { tidyBreaks, tidyLists } from "./blocks.js";
import { fitHeadings } from "./headings.js";
import { straightenLinks } from "./links.js";
import { markLists } from "./lists.js";
import { rewriteMarks } from "./marks.js";
import { findFilms, takeOutComments, takeOutObjects } from "./objects.js";
import { takeOutPictures } from "./pictures.js";
import { parseWithStyles, readStyle } from "./styles.js";
import { tidyTables } from "./tables.js";

const NEVER_TEXT = "script, title, xml, del[datetime]";
export const NOTHING_LOST = { pictures: 0, objects: 0, comments: 0 };

/** Deleted and hidden words of a document are not for its readers. */
function isUnseen(element) {
  const style = readStyle(element);
  return style.display === "none" || style["mso-hide"] === "all";
}

function takeOutUnseen(body) {
  for (const element of body.querySelectorAll("*")) {
    if (element.matches(NEVER_TEXT) || isUnseen(element)) {
      element.remove();
    }
  }
}

function forgetLooks(body) {
  for (const element of body.querySelectorAll("*")) {
    element.removeAttribute("data-style");
    element.removeAttribute("class");
  }
}

/**
 * The HTML for the editor, the pictures that are to go to the library, and how much of what kind
 * had to be left out. `rtf` is what the clipboard says beside the HTML.
 */
export function cleanPastedHtml(html, headingLevels, rtf = "") {
  if (html.includes("data-pm-slice")) {
    return { html, pictures: [], lost: NOTHING_LOST }; // from an editor of ours
  }
  const { body } = parseWithStyles(html);
  const comments = takeOutComments(body);
  takeOutUnseen(body);
  const objects = takeOutObjects(body);
  const { pictures, lost } = takeOutPictures(body, rtf);
  straightenLinks(body);
  fitHeadings(body, headingLevels);
  tidyTables(body);
  markLists(body);
  rewriteMarks(body);
  tidyLists(body);
  tidyBreaks(body);
  findFilms(body);
  forgetLooks(body);
  return { html: body.innerHTML, pictures, lost: { pictures: lost, objects, comments } };
}
