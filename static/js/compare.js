// Keeps the communities chosen for comparison while the list refreshes.
// A refresh that fails becomes a plain visit.
import { createElement } from "./shared/elements.js";

const chosenSlugs = new Set();

/** Ticks what is in the list; what is not travels with the form all the same. */
function showChosen() {
  const form = document.querySelector("form.found");
  if (!form) {
    return;
  }
  for (const field of form.querySelectorAll("input[type=hidden][name=c]")) {
    field.remove();
  }
  for (const slug of chosenSlugs) {
    const checkbox = form.querySelector(`input[type=checkbox][value="${CSS.escape(slug)}"]`);
    if (checkbox) {
      checkbox.checked = true;
    } else {
      form.append(createElement("input", { type: "hidden", name: "c", value: slug }));
    }
  }
}

document.addEventListener("change", ({ target }) => {
  if (target.name !== "c" || target.type !== "checkbox") {
    return;
  }
  if (target.checked) {
    chosenSlugs.add(target.value);
  } else {
    chosenSlugs.delete(target.value);
  }
});
document.addEventListener("htmx:afterSettle", showChosen);
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, ({ target }) => target.closest("form.filters")?.submit());
}
