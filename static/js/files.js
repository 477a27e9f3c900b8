// Files travel by themselves, with progress and another try.
// Without this file, or where the browser cannot hash, files go with the form.
import { addFileLine, carryFile } from "./drafting/file_line.js";

const form = document.querySelector("form[data-announce]");

async function carryChosen(input) {
  const files = [...input.files];
  const list = form.querySelector(`[data-files="${CSS.escape(input.name)}"]`);
  input.value = ""; // sent by themselves, not with the form
  for (const file of files) {
    // One after another: a weak connection is not shared.
    await carryFile(form.dataset.announce, input.name, file, addFileLine(list, file));
  }
}

if (form && globalThis.crypto?.subtle) {
  for (const input of form.querySelectorAll("input[type=file][data-upload]")) {
    input.addEventListener("change", () => carryChosen(input));
  }
}
