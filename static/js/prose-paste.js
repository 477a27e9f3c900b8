// Our part of the rich text for what is pasted or dropped: cleaned before the editor reads it, and
// pictures that cannot come along are said to be missing.
import { Extension, Plugin } from "django-prose-editor/editor";
import { cleanPastedHtml } from "./editing/pasting/cleaning.js";

function countPictureFiles(data) {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/")).length;
}

/** Office programs send a picture of the words beside the words: then the words are meant. */
function hasWords(data) {
  return Boolean(data.getData("text/html") || data.getData("text/plain"));
}

function headingLevels(editor) {
  const { extensions } = editor.extensionManager;
  return extensions.find(({ name }) => name === "heading").options.levels;
}

function createNotice(box) {
  const notice = document.createElement("p");
  notice.className = "messagelist-like warning";
  notice.dataset.lostPictures = "";
  notice.setAttribute("role", "alert");
  box.before(notice);
  return notice;
}

export const Paste = Extension.create({
  name: "cleanPaste",
  addOptions() {
    return { lostPictures: "%(n)s" };
  },
  addStorage() {
    return { notice: null };
  },
  transformPastedHTML(html) {
    const cleaned = cleanPastedHtml(html, headingLevels(this.editor));
    tellLost(this, cleaned.lostPictures);
    return cleaned.html;
  },
  addProseMirrorPlugins() {
    const refuseFiles = (event, data) => {
      const count = data && !hasWords(data) ? countPictureFiles(data) : 0;
      tellLost(this, count);
      if (count) {
        event.preventDefault(); // the browser would open a dropped file in place of the form
      }
      return count > 0;
    };
    return [
      new Plugin({
        props: {
          handlePaste: (_view, event) => refuseFiles(event, event.clipboardData),
          handleDrop: (_view, event) => refuseFiles(event, event.dataTransfer),
        },
      }),
    ];
  },
});

function tellLost({ editor, options, storage }, count) {
  if (!count) {
    return;
  }
  storage.notice ??= createNotice(editor.view.dom.closest(".prose-editor"));
  storage.notice.textContent = options.lostPictures.replace("%(n)s", count);
}
