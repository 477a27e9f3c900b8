// Headings of any level, in the levels that a text may have.
import { readStyle, replaceTag } from "./styles.js";

const HEADINGS = "h1, h2, h3, h4, h5, h6, [role=heading][aria-level], [class*=MsoHeading]";

function levelOf(heading) {
  const said = heading.getAttribute("aria-level") ?? /MsoHeading(\d)/.exec(heading.className)?.[1];
  return Number(said ?? heading.localName.slice(1));
}

/** A heading that Word numbers keeps its number as words. */
function keepNumber(heading) {
  for (const sign of heading.querySelectorAll("[data-style]")) {
    if (readStyle(sign)["mso-list"] === "ignore") {
      sign.textContent = `${sign.textContent.trim()} `;
    }
  }
}

export function fitHeadings(body, levels) {
  const [highest, lowest] = [Math.min(...levels), Math.max(...levels)];
  for (const heading of body.querySelectorAll(HEADINGS)) {
    const level = Math.min(Math.max(levelOf(heading), highest), lowest);
    keepNumber(replaceTag(heading, `h${level}`));
  }
}
