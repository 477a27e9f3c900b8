// The dialog in which pictures of the library are chosen, or new ones are uploaded to it.
import { createElement } from "../shared/elements.js";
import { Descriptions } from "./descriptions.js";
import { describePicture, findPictures, uploadPicture } from "./library.js";
import { createImage, pictureName, words } from "./words.js";

class Chooser {
  constructor(onChosen) {
    const template = document.querySelector("#picture-chooser");
    this.dialog = template.content.firstElementChild.cloneNode(true);
    this.onChosen = onChosen;
    this.nextStart = 0;
    this.descriptions = new Descriptions(this.dialog);
  }

  part(name) {
    return this.dialog.querySelector(`[data-${name}]`);
  }

  open() {
    this.part("search").addEventListener("input", () => this.showFirst());
    this.part("search").addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault(); // it would close the dialog
      }
    });
    this.part("more").addEventListener("click", () => this.showMore());
    this.part("files").addEventListener("change", () => this.descriptions.ask(this.files()));
    this.part("upload").addEventListener("click", () => this.upload());
    this.dialog.addEventListener("close", () => this.dialog.remove());
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.showFirst();
  }

  async showFirst() {
    await this.show(0);
  }

  async showMore() {
    await this.show(this.nextStart);
  }

  async show(start) {
    try {
      const found = await findPictures({ q: this.part("search").value, start });
      if (start === 0) {
        this.part("grid").replaceChildren();
      }
      this.append(found);
    } catch {
      this.part("error").textContent = words.offline;
    }
  }

  append({ pictures, following }) {
    this.part("grid").append(...pictures.map((picture) => this.createButton(picture)));
    this.nextStart = following;
    this.part("more").hidden = following === null;
  }

  createButton(picture) {
    const name = createElement("span", { textContent: pictureName(picture) });
    const properties = { type: "button", title: picture.name };
    const button = createElement("button", properties, createImage(picture), name);
    button.addEventListener("click", () => this.choose(picture));
    return button;
  }

  /** Words typed while no file is chosen are about the picture that is pressed. */
  async choose(picture) {
    const description = this.description(0);
    this.part("error").textContent = "";
    if (!this.files().length && Object.values(description).some(Boolean)) {
      const described = await describePicture(picture.uid, description).catch(() => null);
      this.part("error").textContent = described?.unsaid ?? "";
    }
    this.end([picture.uid]);
  }

  /** The dialog stays open while it has something to say. */
  end(uids) {
    if (this.part("error").textContent) {
      this.onChosen(uids);
    } else {
      this.finish(uids);
    }
  }

  finish(uids) {
    this.dialog.close();
    this.onChosen(uids);
  }

  files() {
    return [...this.part("files").files];
  }

  description(place) {
    return { ...this.descriptions.read(place), credit: this.part("credit").value };
  }

  async uploadFiles() {
    const uids = [];
    for (const [place, file] of this.files().entries()) {
      const { picture, error } = await uploadPicture(file, this.description(place));
      if (picture) {
        uids.push(picture.uid);
        this.part("error").append(picture.unsaid ? `${file.name}: ${picture.unsaid} ` : "");
      } else {
        this.part("error").append(`${file.name}: ${error} `);
      }
    }
    return uids;
  }

  /** What arrived is chosen; the dialog stays open when something did not. */
  async upload() {
    this.part("error").textContent = "";
    this.part("upload").disabled = true;
    const uids = await this.uploadFiles();
    this.part("upload").disabled = false;
    if (uids.length) {
      this.end(uids);
    }
    if (this.dialog.open) {
      await this.showFirst();
    }
  }
}

export function choosePictures(onChosen) {
  new Chooser(onChosen).open();
}
