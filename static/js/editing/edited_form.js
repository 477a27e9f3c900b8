// The form of one page of the administration, and whether a person has touched it.
import { setText } from "../shared/elements.js";
import { textFields } from "../shared/forms.js";

const SIGNS_OF_A_PERSON = ["input", "change", "keydown", "click", "paste", "drop"];

export class EditedForm {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.isTouched = false;
    this.isLeaving = false;
    for (const type of SIGNS_OF_A_PERSON) {
      this.form.addEventListener(type, (event) => this.noteTouch(event), true);
    }
  }

  /** The rich text editors settle their own text when they start: that is not typing. */
  noteTouch({ type, target }) {
    if (type !== "input" || !target.closest(".prose-editor")) {
      this.isTouched = true;
    }
  }

  value(name) {
    return this.form.elements[name].value;
  }

  readFields() {
    return new URLSearchParams([...textFields(this.form)]);
  }

  showStatus(text) {
    setText(this.box.querySelector("[data-state]"), text);
  }
}
