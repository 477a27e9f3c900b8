// Names for what is typed into a field. Without this script the name is typed whole.
import { getJson } from "./shared/requests.js";

const PAUSE = 150;

function listFor(field) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-names`;
  field.after(list);
  field.setAttribute("list", list.id);
  return list;
}

function option(name) {
  const element = document.createElement("option");
  element.value = name;
  return element;
}

async function offer(field, list) {
  const asked = field.value.trim();
  if (!asked) {
    list.replaceChildren();
    return;
  }
  try {
    const answer = await getJson(`${field.dataset.suggest}?q=${encodeURIComponent(asked)}`);
    if (answer.ok && asked === field.value.trim()) {
      const { names } = await answer.json();
      list.replaceChildren(...names.map(option));
    }
  } catch {
    // no line: the name can still be typed
  }
}

for (const field of document.querySelectorAll("[data-suggest]")) {
  const list = listFor(field);
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(field, list), PAUSE);
  });
}
