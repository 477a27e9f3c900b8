// The dialog in which a film of another service is put into a text, or is called otherwise.
import { isFilm } from "./films.js";

const PARTS = ["film", "title", "about", "poster"];

class FilmDialog {
  constructor(template, onChosen) {
    this.dialog = template.content.firstElementChild.cloneNode(true);
    this.onChosen = onChosen;
  }

  field(name) {
    return this.dialog.querySelector(`[data-${name}]`);
  }

  open(values) {
    for (const name of PARTS) {
      this.field(name).value = values[name] ?? "";
    }
    this.field("choose").addEventListener("click", () => this.choosePoster());
    this.field("remove").addEventListener("click", () => this.setPoster(""));
    this.dialog.querySelector("form").addEventListener("submit", (event) => this.submit(event));
    this.dialog.addEventListener("close", () => this.dialog.remove());
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.showPoster();
  }

  choosePoster() {
    window.portalPictures.choose((uids) => this.setPoster(uids[0]));
  }

  setPoster(uid) {
    this.field("poster").value = uid;
    this.showPoster();
  }

  async showPoster() {
    const uid = this.field("poster").value;
    const [picture] = uid ? await window.portalPictures.details([uid]) : [];
    this.field("remove").hidden = !picture;
    this.field("shown").hidden = !picture;
    this.field("shown").src = picture?.url ?? "";
  }

  submit(event) {
    if (event.submitter?.value === "cancel") {
      return;
    }
    const isKnown = isFilm(this.field("film").value);
    this.field("error").hidden = isKnown;
    if (isKnown) {
      const read = (name) => [name, this.field(name).value.trim()];
      this.onChosen(Object.fromEntries(PARTS.map(read)));
    } else {
      event.preventDefault();
      this.field("film").focus();
    }
  }
}

function findTemplate() {
  return document.querySelector("#film-dialog");
}

export function filmWord(name) {
  return findTemplate()?.dataset[name] ?? "";
}

export function askForFilm(values, onChosen) {
  const template = findTemplate();
  if (template) {
    new FilmDialog(template, onChosen).open(values);
  }
}
