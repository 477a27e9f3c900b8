// Keeps the communities chosen for comparison while the list refreshes; a failed refresh becomes a plain visit.
const chosen = new Set();

function show() {
  const form = document.querySelector("form.found");
  if (!form) return;
  for (const old of form.querySelectorAll("input[type=hidden][name=c]")) old.remove();
  for (const slug of chosen) {
    const box = form.querySelector(`input[type=checkbox][value="${CSS.escape(slug)}"]`);
    if (box) {
      box.checked = true;
      continue;
    }
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: "c", value: slug });
    form.append(kept);
  }
}

document.addEventListener("change", ({ target }) => {
  if (target.name !== "c" || target.type !== "checkbox") return;
  chosen[target.checked ? "add" : "delete"](target.value);
});
document.addEventListener("htmx:afterSettle", show);
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, ({ target }) => target.closest("form.filters")?.submit());
}
