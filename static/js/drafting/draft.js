// The form of one section: its questions, and which of their answers the server does not have.
import { serialise, textFields } from "../shared/forms.js";

/** A question's fields: its answer, the revision it was read at, and the cells of its rows. */
function belongsTo(key, fieldName) {
  return fieldName === key || fieldName === `rev-${key}` || fieldName.startsWith(`${key}-`);
}

function fillField(field, values) {
  if (field.type === "checkbox" || field.type === "radio") {
    field.checked = values.includes(field.value);
  } else {
    field.value = values[0] ?? "";
  }
  field.dispatchEvent(new Event("portal:filled", { bubbles: true }));
}

export class Draft {
  constructor(form) {
    this.form = form;
    this.unsavedKeys = new Set();
    this.conflicts = new Map(); // key of a question → the notice that shows a colleague's text
    this.isClosed = false;
    this.isLeaving = false;
  }

  question(key) {
    return this.form.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  questions() {
    return [...this.form.querySelectorAll("[data-key]")];
  }

  entriesOf(key, entries = textFields(this.form)) {
    return [...entries].filter(([name]) => belongsTo(key, name));
  }

  readFields(keys) {
    const fields = new URLSearchParams();
    for (const [name, value] of textFields(this.form)) {
      if (keys.some((key) => belongsTo(key, name))) {
        fields.append(name, value);
      }
    }
    return fields;
  }

  /** All that would be lost with the page, as one text; empty when the server has everything. */
  unsavedText() {
    return serialise(this.readFields([...this.unsavedKeys, ...this.conflicts.keys()]));
  }

  fillQuestion(key, entries) {
    const fields = this.question(key)?.querySelectorAll("input, select, textarea") ?? [];
    for (const field of fields) {
      if (field.name && !field.name.startsWith("rev-") && field.type !== "file") {
        const values = entries.filter(([name]) => name === field.name).map(([, value]) => value);
        fillField(field, values);
      }
    }
  }

  setRevision(key, revision) {
    const field = this.form.elements[`rev-${key}`];
    if (field) {
      field.value = revision;
    }
  }

  markUnsaved(keys) {
    for (const key of keys) {
      this.unsavedKeys.add(key);
    }
  }

  markSent(keys) {
    for (const key of keys) {
      this.unsavedKeys.delete(key);
    }
  }
}
