// What the pictures show that are uploaded together: asked for each, under the name of its file.
import { createElement } from "../shared/elements.js";

const LANGUAGES = ["hy", "en"];

function readWords(element) {
  return LANGUAGES.map((language) => element.querySelector(`[data-alt-${language}]`).value);
}

function writeWords(element, words) {
  for (const [place, language] of LANGUAGES.entries()) {
    element.querySelector(`[data-alt-${language}]`).value = words[place];
  }
}

export class Descriptions {
  /** The box holds one field for each language, which serve a single file. */
  constructor(box) {
    this.box = box;
    this.paragraphs = LANGUAGES.map((language) =>
      box.querySelector(`[data-alt-${language}]`).closest("p"),
    );
    this.groups = [];
  }

  ask(files) {
    const words = this.groups.length ? readWords(this.groups[0]) : readWords(this.box);
    for (const group of this.groups) {
      group.remove();
    }
    this.groups = files.length > 1 ? files.map((file) => this.createGroup(file)) : [];
    this.paragraphs.at(-1).after(...this.groups);
    for (const paragraph of this.paragraphs) {
      paragraph.hidden = this.groups.length > 0;
    }
    writeWords(this.groups[0] ?? this.box, words);
  }

  createGroup(file) {
    const legend = createElement("legend", { textContent: file.name });
    const fields = this.paragraphs.map((paragraph) => {
      const field = paragraph.cloneNode(true);
      field.hidden = false;
      return field;
    });
    return createElement("fieldset", {}, legend, ...fields);
  }

  /** As the library names them; `place` is that of the file among those chosen. */
  read(place) {
    const [hy, en] = readWords(this.groups[place] ?? this.box);
    return { alt_hy: hy, alt_en: en };
  }
}
