// Who else has this section open.
import { setText } from "../shared/elements.js";
import { postFields } from "../shared/requests.js";

const PAUSE_BETWEEN_LOOKS = 20000;

export function showOthers(names) {
  const line = document.querySelector("[data-others]");
  setText(line, names.length ? line.dataset.said + names.join(", ") : "");
}

async function lookForOthers(draft) {
  if (document.hidden || draft.isLeaving) {
    return;
  }
  try {
    const answer = await postFields(draft.form.dataset.autosave, new URLSearchParams());
    if (answer.ok) {
      showOthers((await answer.json()).others);
    }
  } catch {
    // The next look tells.
  }
}

export function watchOthers(draft) {
  setInterval(() => lookForOthers(draft), PAUSE_BETWEEN_LOOKS);
}
