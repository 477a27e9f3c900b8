// A field of pictures: its textarea holds keys, one a line, and this shows and orders the pictures.
import { createElement } from "../shared/elements.js";
import { choosePictures } from "./chooser.js";
import { picturesByUid } from "./library.js";
import { createImage, pictureName, words } from "./words.js";

class PicturesField {
  constructor(box) {
    this.textarea = box.querySelector("textarea");
    this.holdsOne = this.textarea.dataset.pictures === "one";
    this.list = createElement("ol", { className: "chosen" });
    const properties = { type: "button", className: "button", textContent: words.choose };
    const add = createElement("button", properties);
    add.addEventListener("click", () => choosePictures((uids) => this.add(uids)));
    box.classList.add("is-live");
    box.append(this.list, add);
    this.show();
  }

  read() {
    const lines = this.textarea.value.split("\n").map((line) => line.trim());
    return lines.filter(Boolean);
  }

  write(uids) {
    const kept = this.holdsOne ? uids.slice(-1) : [...new Set(uids)];
    this.textarea.value = kept.join("\n");
    this.show();
  }

  add(uids) {
    this.write([...this.read(), ...uids]);
  }

  remove(removed) {
    this.write(this.read().filter((uid) => uid !== removed));
  }

  move(place, steps) {
    const uids = this.read();
    uids.splice(place + steps, 0, ...uids.splice(place, 1));
    this.write(uids);
    this.list.children[place + steps]?.querySelector("button")?.focus();
  }

  async show() {
    const pictures = await picturesByUid(this.read());
    const items = pictures.map((picture, place) => {
      return this.createItem(picture, place, place === pictures.length - 1);
    });
    this.list.replaceChildren(...items);
  }

  createItem(picture, place, isLast) {
    const name = createElement("p", { textContent: pictureName(picture) });
    const item = createElement("li", {}, createImage(picture), name);
    item.append(...warnings(picture));
    item.append(
      createElement("a", { href: picture.edit, target: "_blank", textContent: words.edit }),
    );
    if (!this.holdsOne) {
      item.append(
        createAction(words.earlier, picture, () => this.move(place, -1), place === 0),
        createAction(words.later, picture, () => this.move(place, 1), isLast),
      );
    }
    item.append(createAction(words.remove, picture, () => this.remove(picture.uid)));
    return item;
  }
}

/** A picture without a description says in which language it is missing. */
function warnings(picture) {
  const missing = ["hy", "en"].filter((language) => !picture[`alt_${language}`]);
  if (!missing.length) {
    return [];
  }
  const languages = missing.map((language) => words[language]).join(", ");
  const textContent = `${words.noAlt} (${languages})`;
  return [createElement("p", { className: "lacks", textContent })];
}

function createAction(label, picture, act, isDisabled = false) {
  const properties = { type: "button", textContent: label, disabled: isDisabled };
  const button = createElement("button", properties);
  button.setAttribute("aria-label", `${label} – ${pictureName(picture)}`);
  button.addEventListener("click", act);
  return button;
}

export function startPicturesField(box) {
  return new PicturesField(box);
}
