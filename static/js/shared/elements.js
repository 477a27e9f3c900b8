// Making and changing parts of a page.

export function createElement(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Screen readers read a status again whenever it is written, so the same words are left alone. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function saveAsFile(text, name) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  createElement("a", { href, download: name }).click();
}
