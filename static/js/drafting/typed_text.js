// What was typed, as a file to keep: for when the server takes it no more.
import { saveAsFile } from "../shared/elements.js";

function textOf(draft, question) {
  const label = question.querySelector("legend, label")?.textContent.trim() ?? "";
  const values = draft
    .entriesOf(question.dataset.key)
    .filter(([name, value]) => value && !name.startsWith("rev-"))
    .map(([, value]) => value);
  return `${label}\n${values.join("\n")}\n`;
}

export function offerTypedText(button, draft) {
  button.addEventListener("click", () => {
    const texts = draft.questions().map((question) => textOf(draft, question));
    saveAsFile(texts.join("\n"), button.dataset.name);
  });
}
