// The page on which a form is written: saves by itself, moves parts without loading the page anew,
// shows the preview beside. The page's own buttons do all of it without this.
import { letDrag } from "./form_editor/dragging.js";
import { offerBlankRows } from "./form_editor/blank_rows.js";
import { Preview } from "./form_editor/preview.js";
import { Saving } from "./form_editor/saving.js";
import { Sending } from "./form_editor/sending.js";

function start(editor) {
  const form = editor.querySelector("[data-form]");
  const preview = new Preview(editor);
  const saving = new Saving(form, preview);
  const sending = new Sending(form, saving, preview);
  form.addEventListener("input", ({ target }) => saving.noteTyped(target));
  form.addEventListener("change", ({ target }) => {
    saving.noteTyped(target);
    if (target.matches("[data-redraw]")) {
      sending.send({ redraw: target.id });
    }
  });
  form.addEventListener("submit", (event) => {
    if (!sending.isLeaving) {
      event.preventDefault();
      sending.send({ button: event.submitter });
    }
  });
  form.addEventListener("focusin", ({ target }) => preview.follow(target));
  addEventListener("beforeunload", (event) => {
    if (saving.isUnsaved && !sending.isLeaving) {
      saving.sendLast();
      event.preventDefault();
    }
  });
  offerBlankRows(form);
  letDrag(form, sending);
}

const editor = document.querySelector("[data-form-editor]");
if (editor) {
  start(editor);
}
