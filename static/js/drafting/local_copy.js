// A copy of the unsaved answers in this browser, while the server cannot be reached.
import { readLocalCopy, removeLocalCopy, writeLocalCopy } from "../shared/local_copy.js";

/** The same application and section has one copy, whatever the language of the page. */
function copyName(form) {
  return `answers:${form.getAttribute("action").replace(/^\/\w\w\//, "/")}`;
}

export function keepLocalCopy(draft) {
  const text = draft.unsavedText();
  if (text) {
    writeLocalCopy(copyName(draft.form), text);
  } else {
    removeLocalCopy(copyName(draft.form));
  }
}

export function restoreLocalCopy(draft) {
  const kept = [...new URLSearchParams(readLocalCopy(copyName(draft.form)) ?? "")];
  for (const question of draft.questions()) {
    const { key } = question.dataset;
    const entries = draft.entriesOf(key, kept);
    // Where a colleague's text stands beside one's own, a person decides.
    if (entries.length && !question.querySelector(".theirs")) {
      draft.fillQuestion(key, entries);
      draft.markUnsaved([key]);
    }
  }
}
