// Our part of the rich text for what is pasted or dropped: cleaned before the editor reads it. Its
// pictures go to the library, and what cannot come along is said.
import { Extension, Plugin } from "django-prose-editor/editor";
import { cleanPastedHtml, NOTHING_LOST } from "./editing/pasting/cleaning.js";
import { tellLost } from "./editing/pasting/notice.js";
import { namePasted } from "./editing/pasting/pictures.js";
import { insertPictures, uploadPictures } from "./editing/pasting/uploading.js";
import { refuseTooMuch } from "./editing/size.js";

function pictureFiles(data) {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}

/** Office programs send a picture of the words beside the words: then the words are meant. */
function hasWords(data) {
  return Boolean(data.getData("text/html") || data.getData("text/plain"));
}

function headingLevels(editor) {
  const { extensions } = editor.extensionManager;
  return extensions.find(({ name }) => name === "heading").options.levels;
}

/** Files alone are pictures of the library to be; the browser would open a dropped one instead. */
function takeFiles(paste, event, data, place) {
  const files = data && !hasWords(data) ? pictureFiles(data) : [];
  if (!files.length) {
    return false;
  }
  event.preventDefault();
  const pictures = files.map(namePasted);
  insertPictures(paste.editor, pictures, place);
  uploadPictures(paste, pictures);
  return true;
}

export const Paste = Extension.create({
  name: "cleanPaste",
  addOptions() {
    return { lost: {}, most: 0, tooMuch: "" };
  },
  addStorage() {
    return { notice: null, rtf: "", lost: NOTHING_LOST };
  },
  onCreate() {
    refuseTooMuch(this.editor.view.dom.closest("form"), this.options);
  },
  transformPastedHTML(html) {
    const cleaned = cleanPastedHtml(html, headingLevels(this.editor), this.storage.rtf);
    this.storage.rtf = "";
    tellLost(this, cleaned.lost);
    if (cleaned.pictures.length) {
      setTimeout(() => uploadPictures(this, cleaned.pictures)); // when the text stands there
    }
    return cleaned.html;
  },
  addProseMirrorPlugins() {
    const begin = (_view, { clipboardData }) => {
      tellLost(this, NOTHING_LOST);
      this.storage.rtf = clipboardData?.getData("text/rtf") ?? "";
      return false;
    };
    const handlePaste = (_view, event) => takeFiles(this, event, event.clipboardData);
    const handleDrop = (view, event) => {
      const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
      return takeFiles(this, event, event.dataTransfer, place?.pos);
    };
    return [new Plugin({ props: { handleDOMEvents: { paste: begin }, handlePaste, handleDrop } })];
  },
});
