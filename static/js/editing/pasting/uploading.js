// Pasted pictures on their way into the library: a place in the text, then its key.
import { askWhatTheyShow } from "../../pictures/asking.js";
import { tellLost } from "./notice.js";

export function insertPictures(editor, pictures, place = editor.state.selection.from) {
  const figures = pictures.map(({ uid }) => ({ type: "picture", attrs: { uid } }));
  editor.chain().focus().insertContentAt(place, figures).run();
}

/** Every figure of this name takes the key, or goes where there is none. */
function settle({ view }, name, uid) {
  const { tr, doc } = view.state;
  doc.descendants((node, place) => {
    if (node.type.name === "picture" && node.attrs.uid === name) {
      const now = tr.mapping.map(place);
      if (uid) {
        tr.setNodeMarkup(now, undefined, { ...node.attrs, uid });
      } else {
        tr.delete(now, now + node.nodeSize);
      }
    }
  });
  view.dispatch(tr.setMeta("addToHistory", false));
}

async function uploadOne(editor, { uid, file }) {
  const { picture, error } = (await window.portalPictures?.upload(file, {})) ?? {};
  settle(editor, uid, picture?.uid);
  return { picture, error };
}

/** One after the other; what is refused is said, what arrives is asked for its description. */
export async function uploadPictures(paste, pictures) {
  const arrived = [];
  const reasons = new Set();
  for (const one of pictures) {
    const { picture, error } = await uploadOne(paste.editor, one);
    if (picture) {
      arrived.push(picture);
    } else {
      reasons.add(error ?? "");
    }
  }
  const lost = pictures.length - arrived.length;
  if (lost) {
    const { storage } = paste;
    tellLost(paste, { ...storage.lost, pictures: storage.lost.pictures + lost });
    storage.notice.append(` ${[...reasons].join(" ")}`);
  }
  askWhatTheyShow(paste.editor.view.dom.closest(".prose-editor"), arrived);
}
