// Saves what is given back as a file.
import { saveAsFile } from "./shared/elements.js";

for (const button of document.querySelectorAll("[data-take]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    saveAsFile(document.getElementById(button.dataset.take).value, button.dataset.name);
  });
}
