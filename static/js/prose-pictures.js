// Our two parts of the rich text: a picture of the library, and the place of the gallery.
// The text holds keys alone; the page fills in address, size and words (portal/illustrated.py).
import { Node } from "django-prose-editor/editor";

const tools = () => window.portalPictures;

function figure(label, uid) {
  const dom = document.createElement("figure");
  dom.className = "prose-figure";
  dom.textContent = label;
  if (uid)
    tools()
      ?.details([uid])
      .then(([one]) => {
        if (!one) return;
        const img = document.createElement("img");
        img.src = one.url;
        img.alt = one.alt_hy || one.name;
        dom.replaceChildren(img);
      });
  return { dom };
}
export const Picture = Node.create({
  name: "picture",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      uid: {
        default: null,
        parseHTML: (at) => at.getAttribute("data-picture"),
        renderHTML: ({ uid }) => ({ "data-picture": uid }),
      },
    };
  },
  parseHTML() {
    return [{ tag: "figure[data-picture]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes];
  },
  addNodeView() {
    return ({ node }) => figure("…", node.attrs.uid);
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "picture",
      groups: "utility",
      button: buttons.material("image", tools()?.words.insert ?? "Picture"),
      command(editor) {
        tools()?.choose((uids) =>
          editor
            .chain()
            .focus()
            .insertContent(uids.map((uid) => ({ type: "picture", attrs: { uid } })))
            .run(),
        );
      },
    });
  },
});
export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      place: {
        default: "here",
        parseHTML: () => "here",
        renderHTML: () => ({ "data-gallery": "here" }),
      },
    };
  },
  parseHTML() {
    return [{ tag: "figure[data-gallery]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes];
  },
  addNodeView() {
    return () => figure(tools()?.words.gallery ?? "Gallery");
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "gallery",
      groups: "utility",
      button: buttons.material("photo_library", tools()?.words.gallery ?? "Gallery"),
      command(editor) {
        editor.chain().focus().insertContent({ type: "gallery" }).run();
      },
    });
  },
});
