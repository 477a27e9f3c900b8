// Names for what the administration's widgets make by themselves: without them a screen reader says
// only "combo box", and the hint of a field that filters is read by nobody.

function nameFinder(made) {
  const select = made.previousElementSibling;
  const label = select?.labels?.[0];
  const combobox = made.querySelector("[role=combobox]");
  if (!label || !combobox) {
    return;
  }
  label.id ||= `${select.id}-label`;
  combobox.setAttribute("aria-labelledby", label.id);
  for (const box of made.querySelectorAll("[role=textbox], [role=searchbox]")) {
    box.setAttribute("aria-labelledby", label.id);
  }
  const list = made.querySelector("[aria-controls]");
  list?.setAttribute("aria-label", label.textContent.trim());
}

/** The list that is open stands at the end of the page, apart from its field. */
function nameOpened(made) {
  const label = document.querySelector(".select2-container--open")?.previousElementSibling
    ?.labels?.[0];
  for (const box of made.querySelectorAll("[role=searchbox], [role=listbox]")) {
    if (label) {
      box.setAttribute("aria-label", label.textContent.trim());
    }
  }
}

/** The rich text editor is named by the label of the field it stands for. */
function nameEditor(editor) {
  const label = editor.closest(".fieldBox, td")?.querySelector("label");
  if (label) {
    label.id ||= `${label.htmlFor}-label`;
    editor.setAttribute("aria-labelledby", label.id);
  }
}

function nameWithin(part) {
  const all = (selector) => [
    ...(part.matches(selector) ? [part] : []),
    ...part.querySelectorAll(selector),
  ];
  all(".select2-container").forEach(nameFinder);
  all(".select2-dropdown").forEach(nameOpened);
  all(".ProseMirror").forEach(nameEditor);
  for (const hint of all(".selector-filter .help-tooltip")) {
    hint.role = "img";
  }
}

nameWithin(document.body);
new MutationObserver((changes) => {
  for (const part of changes.flatMap((change) => [...change.addedNodes])) {
    if (part.nodeType === Node.ELEMENT_NODE) {
      nameWithin(part);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
