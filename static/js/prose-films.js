// Our part of the rich text for films of other services. The text holds the film's address and
// what is said of it; the page makes a picture and a link of that (content/films_in_text.py).
import { Node, Plugin } from "django-prose-editor/editor";
import { askForFilm, filmWord } from "./editing/film_dialog.js";
import { isFilm } from "./editing/films.js";
import { addLastLine } from "./editing/last_line.js";

/** The node's attribute → that of the figure. */
const ATTRIBUTES = {
  film: "data-film",
  title: "data-title",
  about: "data-about",
  poster: "data-poster",
};

function createAttribute([name, attribute]) {
  const definition = {
    default: null,
    parseHTML: (figure) => figure.getAttribute(attribute),
    renderHTML: (attrs) => (attrs[name] ? { [attribute]: attrs[name] } : {}),
  };
  return [name, definition];
}

async function showPoster(figure, uid) {
  const [picture] = (await window.portalPictures?.details([uid])) ?? [];
  if (picture) {
    const image = document.createElement("img");
    image.src = picture.url;
    image.alt = "";
    figure.prepend(image);
  }
}

function showFilm(figure, { film, title, about, poster }, change) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = filmWord("change");
  button.addEventListener("click", change);
  const lines = [`▶ ${title || filmWord("film")}`, about, film].filter(Boolean).map((text) => {
    const line = document.createElement("p");
    line.textContent = text;
    return line;
  });
  figure.replaceChildren(...lines, button);
  if (poster) {
    showPoster(figure, poster);
  }
}

function insertFilm(editor) {
  askForFilm({}, (attrs) => editor.chain().focus().insertContent({ type: "film", attrs }).run());
}

/** An address pasted alone where nothing stands yet is the film itself. */
function pasteAddress(view, { clipboardData: data }) {
  const address = data && !data.getData("text/html") ? data.getData("text/plain").trim() : "";
  const { $from, empty } = view.state.selection;
  const isPlace = empty && $from.depth === 1 && $from.parent.childCount === 0;
  if (!isPlace || !isFilm(address)) {
    return false;
  }
  const film = view.state.schema.nodes.film.create({ film: address });
  view.dispatch(view.state.tr.replaceSelectionWith(film).scrollIntoView());
  return true;
}

export const Film = Node.create({
  name: "film",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return Object.fromEntries(Object.entries(ATTRIBUTES).map(createAttribute));
  },
  parseHTML() {
    return [{ tag: "figure[data-film]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes];
  },
  addNodeView() {
    return ({ node, editor, getPos }) => {
      const figure = document.createElement("figure");
      figure.className = "prose-figure";
      const change = () =>
        askForFilm(node.attrs, (attrs) => {
          editor.view.dispatch(editor.state.tr.setNodeMarkup(getPos(), undefined, attrs));
        });
      showFilm(figure, node.attrs, change);
      return { dom: figure, stopEvent: ({ target }) => target.localName === "button" };
    };
  },
  addProseMirrorPlugins() {
    return [new Plugin({ props: { handlePaste: pasteAddress }, appendTransaction: addLastLine })];
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "film",
      groups: "utility",
      button: buttons.material("smart_display", filmWord("insert") || "Film"),
      command: insertFilm,
    });
  },
});
