// What other programs put on the clipboard, made into what a text of ours can hold. Their style
// attributes say what is bold, what is a list and what is no text at all.
import { tidyBreaks, tidyLists } from "./blocks.js";
import { fitHeadings } from "./headings.js";
import { straightenLinks } from "./links.js";
import { markLists } from "./lists.js";
import { rewriteMarks } from "./marks.js";
import { takeOutPictures } from "./pictures.js";
import { parseWithStyles, readStyle } from "./styles.js";

const NEVER_TEXT = "script, title, xml, del[datetime], .MsoCommentReference";

/** Deleted, hidden and commented words of a document are not for its readers. */
function isUnseen(element) {
  const style = readStyle(element);
  return (
    style.display === "none" ||
    style["mso-hide"] === "all" ||
    Boolean(style["mso-element"]?.startsWith("comment"))
  );
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

/** The HTML for the editor, and how many pictures it had to leave out. */
export function cleanPastedHtml(html, headingLevels) {
  if (html.includes("data-pm-slice")) {
    return { html, lostPictures: 0 }; // from an editor of ours
  }
  const { body } = parseWithStyles(html);
  takeOutUnseen(body);
  const lostPictures = takeOutPictures(body);
  straightenLinks(body);
  fitHeadings(body, headingLevels);
  markLists(body);
  rewriteMarks(body);
  tidyLists(body);
  tidyBreaks(body);
  forgetLooks(body);
  return { html: body.innerHTML, lostPictures };
}
