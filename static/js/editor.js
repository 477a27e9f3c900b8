// Autosave, presence and marks for the writer. Without this file the form works as a plain form.
import { EditedForm } from "./editing/edited_form.js";
import { forgetLocalCopy, offerLocalCopy } from "./editing/local_copy.js";
import { Saving } from "./editing/saving.js";

function forgetOnSaving(edited, saving) {
  edited.form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget) {
      return; // a preview in another tab: one stays here
    }
    edited.isLeaving = true;
    if (!saving.hasLocalCopy) {
      forgetLocalCopy(edited);
    }
  });
}

const box = document.querySelector("#editing");
if (box?.closest("form")) {
  const edited = new EditedForm(box);
  const saving = new Saving(edited);
  forgetOnSaving(edited, saving);
  offerLocalCopy(edited, saving);
  saving.start();
}
