// What is worth a look before one publishes: a list of links to the fields.
import { createElement } from "../shared/elements.js";

export function showFindings(edited, findings) {
  const section = edited.form.querySelector("[data-findings-list]");
  section.hidden = !findings.length;
  const items = findings.map(({ field, label, message }) => {
    const link = createElement("a", { href: `#id_${field}`, textContent: label });
    return createElement("li", {}, link, ` – ${message}`);
  });
  section.querySelector("ul").replaceChildren(...items);
}
