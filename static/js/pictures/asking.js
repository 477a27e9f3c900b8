// What pictures show that came into the library by being pasted: asked for beside the text.
import { createElement } from "../shared/elements.js";
import { describePicture } from "./library.js";
import { createImage, words } from "./words.js";

const FIELDS = ["alt_hy", "alt_en", "credit"];
const LONGEST = { alt_hy: 250, alt_en: 250, credit: 150 };

function createField(picture, name) {
  const input = createElement("input", { type: "text", maxLength: LONGEST[name] });
  input.dataset.words = name;
  input.value = picture[name] ?? "";
  return createElement("label", {}, words[name], input);
}

function createGroup(picture) {
  const legend = createElement("legend", { textContent: picture.name });
  const fields = FIELDS.map((name) => createField(picture, name));
  const group = createElement("fieldset", {}, legend, createImage(picture), ...fields);
  group.dataset.uid = picture.uid;
  return group;
}

async function saveGroup(group) {
  const typed = [...group.querySelectorAll("[data-words]")].map((input) => {
    return [input.dataset.words, input.value];
  });
  const picture = await describePicture(group.dataset.uid, Object.fromEntries(typed));
  if (picture) {
    group.remove();
  }
}

async function save(panel) {
  const status = panel.querySelector("[role=status]");
  status.textContent = "";
  try {
    for (const group of panel.querySelectorAll("fieldset")) {
      await saveGroup(group);
    }
  } catch {
    status.textContent = words.offline;
  }
  if (!panel.querySelector("fieldset")) {
    panel.remove();
  }
}

function createPanel(box) {
  const title = createElement("h3", { textContent: words.asking });
  const status = createElement("p");
  status.setAttribute("role", "status");
  const saving = createElement("button", { type: "button", textContent: words.saveWords });
  const later = createElement("button", { type: "button", textContent: words.laterWords });
  const panel = createElement("section", { className: "pasted" }, title, status, saving, later);
  panel.setAttribute("aria-label", words.asking);
  saving.addEventListener("click", () => save(panel));
  later.addEventListener("click", () => panel.remove());
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.localName === "input") {
      event.preventDefault(); // it would send the form of the page
      save(panel);
    }
  });
  box.before(panel);
  return panel;
}

/** A picture that the library describes already is not asked about again. */
export function askWhatTheyShow(box, pictures) {
  const lacking = pictures.filter(({ alt_hy: hy, alt_en: en }) => !(hy && en));
  if (!lacking.length) {
    return;
  }
  const beside = box.parentElement.querySelector(":scope > .pasted");
  const panel = beside ?? createPanel(box);
  panel.querySelector("[role=status]").before(...lacking.map(createGroup));
}
