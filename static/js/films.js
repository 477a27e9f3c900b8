// A film of another service: its player comes in place of the picture when somebody asks for it.
// Without this file the picture is a link to the film.

const NEW_TAB = ["ctrlKey", "metaKey", "shiftKey", "altKey"];

function createFrame(figure, link) {
  const frame = document.createElement("iframe");
  frame.className = "film__frame";
  frame.title = link.querySelector("[data-film-title]").textContent;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  // YouTube refuses to play for a page that does not say where it stands
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = figure.dataset.filmFrame;
  return frame;
}

function play(event) {
  if (NEW_TAB.some((key) => event[key])) {
    return;
  }
  event.preventDefault();
  const link = event.currentTarget;
  const frame = createFrame(link.closest("[data-film-frame]"), link);
  link.replaceWith(frame);
  frame.focus();
}

for (const link of document.querySelectorAll("[data-film-frame] > .film__play")) {
  link.addEventListener("click", play);
}
