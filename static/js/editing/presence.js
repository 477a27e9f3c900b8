// Who else has the page open, and what they changed meanwhile.
import { setText } from "../shared/elements.js";

export function showOthers(edited, { others, met }) {
  setText(edited.box.querySelector("[data-others]"), [others, met].filter(Boolean).join(" "));
}
