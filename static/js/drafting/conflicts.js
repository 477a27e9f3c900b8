// A colleague saved the same question: both texts stand there until a person decides.
import { keepLocalCopy } from "./local_copy.js";

/** The stored value of an answer as names and values of the form's fields. */
function fieldEntries(key, value) {
  if (!Array.isArray(value)) {
    return [[key, String(value)]];
  }
  return value.flatMap((item, index) => {
    if (typeof item !== "object") {
      return [[key, item]];
    }
    return Object.entries(item).map(([column, text]) => [`${key}-${index + 1}-${column}`, text]);
  });
}

function createNotice(form, { text, who }) {
  const template = form.querySelector("[data-theirs]");
  const notice = template.content.firstElementChild.cloneNode(true);
  notice.querySelector("[data-who]").textContent = who;
  notice.querySelector("[data-text]").textContent = text;
  return notice;
}

export function showConflict({ draft, saving, status }, key, theirs, revision) {
  draft.conflicts.get(key)?.remove();
  const notice = createNotice(draft.form, theirs);
  const close = () => {
    notice.remove();
    draft.conflicts.delete(key);
    draft.setRevision(key, revision);
  };
  notice.querySelector("[data-keep-mine]").addEventListener("click", () => {
    close();
    draft.markUnsaved([key]);
    saving.schedule(0);
  });
  notice.querySelector("[data-take-theirs]").addEventListener("click", () => {
    close();
    draft.fillQuestion(key, fieldEntries(key, theirs.value));
    draft.markSent([key]);
    keepLocalCopy(draft);
    status.clear();
  });
  draft.conflicts.set(key, notice);
  draft.question(key).prepend(notice);
}
