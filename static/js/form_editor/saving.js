// Saves what was typed a moment after the last key: only the parts that were touched.
import { createElement, setText } from "../shared/elements.js";
import { textFields } from "../shared/forms.js";
import { postFields, postRenewingToken } from "../shared/requests.js";
import { nameRow } from "./blank_rows.js";

const PAUSE = 1200;
const MOST_KEPT_ALIVE = 60_000;

export class Saving {
  constructor(form, preview) {
    this.form = form;
    this.preview = preview;
    this.touched = new Set();
    this.isStopped = false;
    this.request = null;
  }

  get status() {
    return this.form.querySelector("[data-status]");
  }

  get isUnsaved() {
    return this.touched.size > 0;
  }

  showStatus(name) {
    setText(this.status, this.status.dataset[name]);
  }

  part(name) {
    return this.form.querySelector(`[data-part="${name}"]`);
  }

  noteTyped(target) {
    const part = target.closest("[data-part]");
    if (!part || !target.name) {
      return;
    }
    this.touched.add(part.dataset.part);
    if (!part.querySelector(":scope > [data-met]") && !part.dataset.met) {
      this.showStatus("unsaved");
      this.schedule();
    }
  }

  schedule() {
    clearTimeout(this.timer);
    if (!this.isStopped) {
      this.timer = setTimeout(() => this.save(), PAUSE);
    }
  }

  /** What was touched is on its way with the whole page. */
  forgetTouched() {
    clearTimeout(this.timer);
    this.touched.clear();
  }

  fieldsOf(names) {
    const fields = new URLSearchParams();
    for (const [name, value] of textFields(this.form)) {
      if (names.some((part) => name.startsWith(`${part}-`))) {
        fields.append(name, value);
      }
    }
    return fields;
  }

  savableParts() {
    return [...this.touched].filter((name) => {
      const part = this.part(name);
      return part && !part.dataset.met && !part.querySelector(":scope > [data-met]");
    });
  }

  async save() {
    if (this.request) {
      await this.request;
    }
    const names = this.savableParts();
    if (names.length) {
      this.request = this.post(names);
      await this.request;
      this.request = null;
    }
  }

  async post(names) {
    const fields = this.fieldsOf(names);
    names.forEach((name) => this.touched.delete(name));
    try {
      const answer = await postRenewingToken(this.form.action, fields, this.form.dataset.token);
      if (answer.ok) {
        this.show(await answer.json());
        return;
      }
      this.isStopped = answer.status === 401 || answer.status === 409;
      this.showStatus({ 401: "out", 409: "locked" }[answer.status] ?? "offline");
    } catch {
      this.showStatus("offline");
    }
    names.forEach((name) => this.touched.add(name));
    if (!this.isStopped) {
      this.timer = setTimeout(() => this.save(), PAUSE * 5);
    }
  }

  show({ saved, parts, faults, summary }) {
    setText(this.status, saved);
    for (const [name, result] of Object.entries(parts)) {
      this.showPart(name, result);
    }
    for (const [name, sentences] of Object.entries(faults)) {
      this.showFaults(name, sentences);
    }
    const told = new DOMParser().parseFromString(summary, "text/html").querySelector("#faults");
    const shown = this.form.querySelector("#faults");
    told
      .querySelector("details")
      ?.toggleAttribute("open", Boolean(shown.querySelector("details[open]")));
    shown.replaceWith(told);
    this.preview.reload();
  }

  showPart(name, { was, errors, met, rows }) {
    const part = this.part(name);
    part.querySelector(":scope > [data-was]").value = was;
    for (const [token, number] of Object.entries(rows)) {
      nameRow(this.form, `${name}-${token}`, number);
    }
    this.showErrors(part, errors);
    if (met) {
      part.dataset.met = "";
      this.touched.add(name);
      this.showStatus("met");
    } else if (Object.keys(errors).length) {
      this.touched.add(name);
      this.showStatus("wrong");
    }
  }

  showErrors(part, { "": whole = "", ...errors }) {
    part.querySelectorAll("[data-told]").forEach((told) => told.remove());
    part
      .querySelectorAll("[aria-invalid]")
      .forEach((field) => field.removeAttribute("aria-invalid"));
    const error = part.querySelector(":scope > [data-error]");
    error.hidden = !whole;
    setText(error, whole);
    for (const [name, words] of Object.entries(errors)) {
      const field = document.getElementById(`${part.dataset.part}-${name}`);
      const told = createElement("p", { className: "error", textContent: words });
      told.dataset.told = "";
      field?.setAttribute("aria-invalid", "true");
      field?.before(told);
    }
  }

  showFaults(name, sentences) {
    const list = this.part(name)?.querySelector(":scope > [data-faults]");
    if (list) {
      list.replaceChildren(
        ...sentences.map((words) => createElement("li", { textContent: words })),
      );
      list.hidden = sentences.length === 0;
    }
  }

  /** The page is being left: what is not saved goes off at once, as far as it fits. */
  sendLast() {
    const fields = this.fieldsOf(this.savableParts());
    if (!this.isStopped && fields.toString().length < MOST_KEPT_ALIVE) {
      postFields(this.form.action, fields, { keepalive: true });
    }
  }
}
