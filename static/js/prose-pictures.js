// Our two parts of the rich text: a picture of the library, and the place of the gallery.
// The text holds keys alone; the page fills in address, size and words (portal/illustrated.py).
import { Node } from "django-prose-editor/editor";

const pictureTools = () => window.portalPictures;

function createFigure(label) {
  const figure = document.createElement("figure");
  figure.className = "prose-figure";
  figure.textContent = label;
  return figure;
}

async function showPicture(figure, uid) {
  const [picture] = (await pictureTools()?.details([uid])) ?? [];
  if (!picture) {
    return;
  }
  const image = document.createElement("img");
  image.src = picture.url;
  image.alt = picture.alt_hy || picture.name;
  figure.replaceChildren(image);
}

function choosePictures(editor) {
  pictureTools()?.choose((uids) => {
    const pictures = uids.map((uid) => ({ type: "picture", attrs: { uid } }));
    editor.chain().focus().insertContent(pictures).run();
  });
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
        parseHTML: (figure) => figure.getAttribute("data-picture"),
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
    return ({ node }) => {
      const figure = createFigure("…");
      if (node.attrs.uid) {
        showPicture(figure, node.attrs.uid);
      }
      return { dom: figure };
    };
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "picture",
      groups: "utility",
      button: buttons.material("image", pictureTools()?.words.insert ?? "Picture"),
      command: choosePictures,
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
    return () => ({ dom: createFigure(pictureTools()?.words.gallery ?? "Gallery") });
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "gallery",
      groups: "utility",
      button: buttons.material("photo_library", pictureTools()?.words.gallery ?? "Gallery"),
      command(editor) {
        editor.chain().focus().insertContent({ type: "gallery" }).run();
      },
    });
  },
});
