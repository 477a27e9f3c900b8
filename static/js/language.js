// What is typed into a form goes along when the language of the page is switched.
import { textFields } from "./shared/forms.js";

const KEY = "typed-in-the-other-language";
const NEVER_KEPT = /^(csrfmiddlewaretoken|form_key|password\d?|code|credential)$/;

/** The address of a form without its language, the same on both pages. */
function addressOf(form) {
  return new URL(form.action, location.href).pathname.replace(/^\/(hy|en)\//, "/");
}

function writtenForms() {
  return [...document.querySelectorAll('main form[method="post"]:not([data-autosave])')];
}

function keepTyped() {
  const kept = writtenForms().map((form) => ({
    address: addressOf(form),
    fields: [...textFields(form)].filter(([name]) => !NEVER_KEPT.test(name)),
  }));
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage may be full or forbidden: the page in the other language opens all the same.
  }
}

function takeKept() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    sessionStorage.removeItem(KEY);
    return kept;
  } catch {
    return [];
  }
}

function fillField(field, values) {
  if (field.type === "checkbox" || field.type === "radio") {
    field.checked = values.includes(field.value);
  } else if (field.multiple) {
    for (const option of field.options) {
      option.selected = values.includes(option.value);
    }
  } else {
    field.value = values[0] ?? field.value;
  }
}

function fillForm(form, fields) {
  const names = new Set(fields.map(([name]) => name));
  for (const field of form.elements) {
    if (field.name && field.type !== "hidden" && field.type !== "file" && names.has(field.name)) {
      fillField(
        field,
        fields.filter(([name]) => name === field.name).map(([, value]) => value),
      );
    }
  }
}

function restoreTyped() {
  const forms = writtenForms();
  for (const { address, fields } of takeKept()) {
    const form = forms.find((candidate) => addressOf(candidate) === address);
    if (form) {
      fillForm(form, fields);
    }
  }
}

restoreTyped();
document
  .querySelector(".masthead__language, .desk-head__language")
  ?.addEventListener("click", keepTyped);
