// A button sends the whole page, as without scripts; the form that comes back takes the place of this
// one, and the focus goes where the hands were.
import { setText } from "../shared/elements.js";

const FIRST_FIELD = "textarea";

function openDetails(form) {
  return [...form.querySelectorAll("details[open]")].map((details) => placeOf(details));
}

function placeOf(details) {
  const part = details.closest("[data-part]")?.id ?? "";
  return `${part} ${details.matches("[data-add]") ? "add" : "more"}`;
}

function partsOf(form) {
  return new Set([...form.querySelectorAll("[data-part]")].map((part) => part.id));
}

export class Sending {
  constructor(form, saving, preview) {
    Object.assign(this, { form, saving, preview, isLeaving: false, isSending: false });
  }

  /** `button` was pressed, `redraw` is the id of a field on which others depend, or `move` says where
   * a part was dropped. */
  async send({ button = null, redraw = "", move = null }) {
    if (this.isSending) {
      return;
    }
    this.isSending = true;
    await this.saving.request;
    this.saving.forgetTouched();
    const fields = new URLSearchParams(new FormData(this.form));
    if (button?.name) {
      fields.append(button.name, button.value);
    }
    for (const [name, value] of Object.entries(move ?? {})) {
      fields.append(name, value);
    }
    const address = move ? this.form.dataset.move : (button?.formAction ?? this.form.action);
    await this.post(address, fields, { button, redraw, move });
    this.isSending = false;
  }

  async post(address, fields, how) {
    const meanwhile = new Map();
    const note = ({ target }) => meanwhile.set(target.name, target.value);
    this.form.addEventListener("input", note);
    try {
      const answer = await fetch(address, { method: "POST", body: fields });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const form = page.querySelector("[data-form]");
      if (form) {
        this.swap(page, form, how);
        this.typeAgain(meanwhile);
      } else {
        this.leave(how.button); // to sign in, or to a version that is locked
      }
    } catch {
      this.saving.showStatus("offline");
      this.form.querySelectorAll("[data-part]").forEach((part) => this.saving.touched.add(part.id));
    }
    this.form.removeEventListener("input", note);
  }

  leave(button) {
    this.isLeaving = true;
    this.form.requestSubmit(button);
  }

  swap(page, fresh, how) {
    const before = partsOf(this.form);
    const open = openDetails(this.form);
    const scrolled = window.scrollY;
    this.form.replaceChildren(...fresh.childNodes);
    for (const details of this.form.querySelectorAll("details")) {
      details.open ||= open.includes(placeOf(details));
    }
    document.title = page.title;
    window.scrollTo({ top: scrolled, behavior: "instant" });
    const said = page.querySelector("[role=status]:not([data-status])")?.textContent.trim();
    setText(this.saving.status, (said ?? "").replaceAll(/\s+/g, " "));
    this.focus(how, before);
    this.preview.reload();
    this.form.dispatchEvent(new CustomEvent("swapped"));
  }

  focus({ button, redraw, move }, before) {
    const summary = this.form.querySelector("[data-focus]");
    if (summary) {
      summary.focus();
      return;
    }
    const added = [...this.form.querySelectorAll("[data-part]")].find(
      (part) => !before.has(part.id),
    );
    if (added && button?.name !== "removed") {
      added.querySelector(FIRST_FIELD).focus();
    } else if (added) {
      added.focus();
    } else if (redraw) {
      document.getElementById(redraw)?.focus();
    } else if (move) {
      document.getElementById(move.part)?.focus();
    } else if (button) {
      this.focusAgain(button);
    }
  }

  focusAgain(button) {
    const { name, value } = button;
    if (button.formAction.endsWith("/remove/")) {
      this.offerUndo();
      return;
    }
    const selector = name ? `button[name="${name}"][value="${value}"]` : "[data-save]";
    const again = this.form.querySelector(selector);
    const tools = again?.parentElement.querySelectorAll("button:not(:disabled)") ?? [];
    (again?.disabled ? tools[0] : again)?.focus();
  }

  /** What was removed last can be put back from where one is. */
  offerUndo() {
    const undo = this.form.querySelector("[data-removed] button")?.cloneNode(true);
    if (undo) {
      this.form.querySelector("[data-undo]").replaceChildren(undo);
      undo.focus({ preventScroll: true });
    }
  }

  /** What was typed while the page was on its way. */
  typeAgain(meanwhile) {
    for (const [name, value] of meanwhile) {
      const field = this.form.elements[name];
      if (field && "value" in field && field.type !== "checkbox") {
        field.value = value;
        this.saving.noteTyped(field);
      }
    }
  }
}
