// Questions and sections are moved by their heads; the buttons up and down do the same by keyboard.
const BEFORE = "form-part--before";
const AFTER = "form-part--after";

function makeDraggable(form) {
  for (const head of form.querySelectorAll("[data-handle]")) {
    head.draggable = true;
  }
}

function unmark(form) {
  for (const part of form.querySelectorAll(`.${BEFORE}, .${AFTER}`)) {
    part.classList.remove(BEFORE, AFTER);
  }
}

function isSection(part) {
  return "section" in part.dataset;
}

/** The part beside which it would fall, and on which side; a section without questions takes any. */
function targetOf(dragged, { target, clientY }) {
  const over = isSection(dragged)
    ? target.closest("[data-section]")
    : target.closest("[data-part]");
  if (!over || over === dragged || dragged.contains(over)) {
    return null;
  }
  const { top, height } = over.getBoundingClientRect();
  return { over, isAfter: clientY > top + height / 2 };
}

function placeOf(dragged, { over, isAfter }) {
  if (!isSection(dragged) && isSection(over)) {
    const questions = [...over.querySelectorAll("[data-questions] > [data-part]")];
    return { section: over.dataset.section, position: isAfter ? questions.length : 0 };
  }
  const beside = [...over.parentElement.children].filter(
    (part) => "part" in part.dataset && part !== dragged,
  );
  const section = over.closest("[data-section]").dataset.section;
  return { section, position: beside.indexOf(over) + (isAfter ? 1 : 0) };
}

export function letDrag(form, sending) {
  let dragged = null;
  form.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-handle]")?.closest("[data-part]") ?? null;
    if (dragged) {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.dataset.part);
    }
  });
  form.addEventListener("dragover", (event) => {
    const found = dragged && targetOf(dragged, event);
    unmark(form);
    if (found) {
      event.preventDefault();
      found.over.classList.add(found.isAfter ? AFTER : BEFORE);
    }
  });
  form.addEventListener("drop", (event) => {
    const found = dragged && targetOf(dragged, event);
    unmark(form);
    if (found) {
      event.preventDefault();
      sending.send({ move: { part: dragged.dataset.part, ...placeOf(dragged, found) } });
    }
    dragged = null;
  });
  form.addEventListener("dragend", () => {
    dragged = null;
    unmark(form);
  });
  form.addEventListener("swapped", () => makeDraggable(form));
  makeDraggable(form);
}
