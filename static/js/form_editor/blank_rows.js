// A blank row stands below the last answer to choose, or column, whatever is typed in it.

/** The row's fields are called by its number once it is saved; then it can be moved and removed. */
export function nameRow(form, start, number) {
  const row = form.querySelector(`[id="${start}-label_hy"]`)?.closest("li");
  if (!row) {
    return;
  }
  rename(row, `${start}-`, `${start.replace(/new\d+$/, number)}-`);
  row.removeAttribute("data-blank");
  const tools = form.querySelector("template[data-tools]").content.cloneNode(true);
  const kind = start.includes("-options-") ? "o" : "c";
  for (const button of tools.querySelectorAll("button")) {
    button.value = button.value.replace("row", `${kind}-${number}`);
  }
  row.append(tools);
}

function rename(row, from, to) {
  for (const element of row.querySelectorAll("[name], [id], [for]")) {
    for (const attribute of ["name", "id", "for"]) {
      const value = element.getAttribute(attribute);
      if (value?.startsWith(from)) {
        element.setAttribute(attribute, to + value.slice(from.length));
      }
    }
  }
}

function addBlank(row) {
  const token = row.dataset.blank;
  const next = `new${Number(token.slice(3)) + 1}`;
  const blank = row.cloneNode(true);
  const start = row.querySelector("textarea").name.replace(/-label_\w+$/, "");
  rename(blank, `${start}-`, `${start.slice(0, -token.length)}${next}-`);
  blank.dataset.blank = next;
  for (const text of blank.querySelectorAll("textarea")) {
    text.value = "";
  }
  row.after(blank);
}

export function offerBlankRows(form) {
  form.addEventListener("input", ({ target }) => {
    const row = target.closest("[data-blank]");
    if (row && target.matches("textarea") && !row.nextElementSibling) {
      addBlank(row);
    }
  });
}
