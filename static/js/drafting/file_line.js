// The line of one file: on its way, arrived, or failed with another try.
import { createElement } from "../shared/elements.js";
import { postFields } from "../shared/requests.js";
import { announceFile, sendFile, UploadRefused } from "./uploading.js";

export function addFileLine(list, file) {
  const template = list.parentElement.querySelector("[data-travelling]");
  const line = template.content.firstElementChild.cloneNode(true);
  line.querySelector("[data-name]").textContent = file.name;
  list.append(line);
  return line;
}

function offerRemoval(line, address) {
  const button = line.querySelector("[data-remove]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const answer = await postFields(address, new URLSearchParams());
    if (answer.ok) {
      line.remove();
    }
  });
}

function showArrived(line, { href, name, size, sha256, remove }) {
  line.querySelector("[data-name]").replaceWith(createElement("a", { href, textContent: name }));
  line.querySelector("[data-size]").textContent = size;
  line.querySelector("progress").remove();
  line.append(createElement("code", { textContent: `SHA-256 ${sha256}` }));
  offerRemoval(line, remove);
}

function showFailure(line, error, tryAgain) {
  const state = line.querySelector("[data-state]");
  const retry = line.querySelector("[data-retry]");
  const isFinal = error instanceof UploadRefused && error.isFinal;
  const message = error instanceof UploadRefused ? error.message : "";
  state.textContent = message || state.dataset.failed;
  state.classList.add("error");
  retry.hidden = isFinal;
  if (isFinal) {
    line.querySelector("progress")?.remove();
  }
  const start = () => {
    state.classList.remove("error");
    tryAgain();
  };
  retry.addEventListener("click", start, { once: true });
}

/** A file that was announced before, by this page or an earlier one, has a line of its own. */
function removeAnnouncedLine(uuid) {
  document.querySelector(`[data-file="${CSS.escape(uuid)}"]`)?.remove();
}

export async function carryFile(address, question, file, line) {
  const state = line.querySelector("[data-state]");
  line.querySelector("[data-retry]").hidden = true;
  try {
    state.textContent = state.dataset.reading;
    const announced = await announceFile(address, question, file);
    removeAnnouncedLine(announced.uuid);
    state.textContent = state.dataset.sending;
    const arrived = await sendFile(announced.content, file, line.querySelector("progress"));
    showArrived(line, arrived);
    state.textContent = state.dataset.here;
  } catch (error) {
    showFailure(line, error, () => carryFile(address, question, file, line));
  }
}
