// What a text of ours cannot hold: counted by kind, so that the writer is told. A player of YouTube
// or Vimeo, and the address of a film that stands alone, become the film.
import { isFilm } from "../films.js";
import { readStyle } from "./styles.js";

const OBJECTS = "object, embed, iframe, video, audio, canvas, svg, applet";
const COMMENTS = ".MsoCommentReference, a[href^='#cmnt_ref'], a[href^='#cmnt']";

function createFilm(element, address) {
  const figure = element.ownerDocument.createElement("figure");
  figure.dataset.film = address;
  return figure;
}

function isInside(element) {
  return element.parentElement.closest(OBJECTS);
}

/** Players become films; how many other objects were taken out. */
export function takeOutObjects(body) {
  let count = 0;
  for (const element of body.querySelectorAll(OBJECTS)) {
    const address = element.getAttribute("src") ?? "";
    const whole = address.startsWith("//") ? `https:${address}` : address;
    if (element.localName === "iframe" && isFilm(whole)) {
      element.replaceWith(createFilm(element, whole));
    } else if (!isInside(element)) {
      count += 1;
      element.remove();
    }
  }
  return count;
}

/** Comments of a document are not for its readers; how many stood there. */
export function takeOutComments(body) {
  const marks = body.querySelectorAll(COMMENTS);
  for (const mark of marks) {
    (mark.closest("sup") ?? mark).remove();
  }
  const lists = [...body.querySelectorAll("[data-style]")].filter((element) => {
    return readStyle(element)["mso-element"]?.startsWith("comment");
  });
  for (const list of lists) {
    list.remove();
  }
  return marks.length || Number(lists.length > 0);
}

export function findFilms(body) {
  for (const paragraph of body.querySelectorAll("p, div")) {
    const words = paragraph.textContent.trim();
    const isAlone = !paragraph.querySelector("p, div, ul, ol, table, figure, img");
    if (isAlone && isFilm(words) && !paragraph.closest("li, td, th, blockquote")) {
      paragraph.replaceWith(createFilm(paragraph, words));
    }
  }
}
