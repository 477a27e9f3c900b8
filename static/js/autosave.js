// Saves each answer by itself while one writes. The page's own buttons do all of it without this.
import { showConflict } from "./drafting/conflicts.js";
import { Draft } from "./drafting/draft.js";
import { keepLocalCopy, restoreLocalCopy } from "./drafting/local_copy.js";
import { showOthers, watchOthers } from "./drafting/presence.js";
import { Saving } from "./drafting/saving.js";
import { SignInAgain } from "./drafting/session.js";
import { Status } from "./drafting/status.js";
import { offerTypedText } from "./drafting/typed_text.js";

function saveWhileTyping(draft, saving) {
  const noteChange = ({ target }) => {
    const key = target.closest("[data-key]")?.dataset.key;
    if (key && target.type !== "file" && !draft.isClosed) {
      draft.markUnsaved([key]);
      saving.schedule();
    }
  };
  draft.form.addEventListener("input", noteChange);
  draft.form.addEventListener("change", noteChange);
}

function saveOnLeaving(draft, saving) {
  draft.form.addEventListener("submit", (event) => {
    saving.stopTimer();
    if (!saving.request) {
      draft.isLeaving = true;
      return;
    }
    event.preventDefault(); // the answer under way brings back revisions that this form needs
    saving.request.then(() => draft.form.requestSubmit(event.submitter));
  });
  addEventListener("pagehide", () => {
    if (draft.isLeaving) {
      return;
    }
    keepLocalCopy(draft);
    if (draft.unsavedKeys.size && !draft.isClosed) {
      saving.sendLast();
    }
  });
  addEventListener("beforeunload", (event) => {
    if ((draft.unsavedKeys.size || draft.conflicts.size) && !draft.isLeaving) {
      event.preventDefault();
    }
  });
}

function start(form) {
  const draft = new Draft(form);
  const status = new Status(form.querySelector("[data-saved]"));
  const saving = new Saving(draft, status, {
    onSignedOut(errors, needsCode) {
      status.show("out");
      signInAgain.open(errors, needsCode);
    },
    onClosed() {
      draft.isClosed = true;
      status.show("closed");
      form.querySelector("[data-taking]").hidden = false;
    },
    onConflict(key, theirs, revision) {
      showConflict({ draft, saving, status }, key, theirs, revision);
    },
    onOthers: showOthers,
  });
  const signInAgain = new SignInAgain(document.querySelector("[data-again]"), draft, saving);
  document.addEventListener("portal:signed-out", () => {
    status.show("out");
    signInAgain.reopen();
  });
  saveWhileTyping(draft, saving);
  saveOnLeaving(draft, saving);
  offerTypedText(document.querySelector("[data-take-form]"), draft);
  restoreLocalCopy(draft);
  if (draft.unsavedKeys.size) {
    saving.schedule(0);
  }
  watchOthers(draft);
}

const form = document.querySelector("form[data-autosave]");
if (form) {
  start(form);
}
