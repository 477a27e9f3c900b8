// Another row of a table without saving.

function renumberFields(row, number) {
  for (const field of row.querySelectorAll("[id], [for]")) {
    for (const name of ["id", "name", "for"]) {
      const value = field.getAttribute(name);
      if (value) {
        field.setAttribute(name, value.replace(/-\d+-/, `-${number}-`));
      }
    }
  }
  for (const label of row.querySelectorAll("label")) {
    label.textContent = label.textContent.replace(/\d+(?=\D*$)/, number);
  }
}

function emptyFields(row) {
  for (const field of row.querySelectorAll("input, select")) {
    field.value = "";
    field.removeAttribute("aria-invalid");
  }
  for (const error of row.querySelectorAll(".error")) {
    error.remove();
  }
  for (const output of row.querySelectorAll("output")) {
    output.textContent = "";
  }
}

function addRow(tableBody) {
  const row = tableBody.rows[tableBody.rows.length - 1].cloneNode(true);
  renumberFields(row, tableBody.rows.length + 1);
  emptyFields(row);
  tableBody.append(row);
  row.querySelector("input, select").focus();
}

export function offerMoreRows() {
  for (const button of document.querySelectorAll("[data-more]")) {
    const rows = `[data-rows="${CSS.escape(button.dataset.more)}"] tbody`;
    const tableBody = document.querySelector(rows);
    button.hidden = false;
    button.addEventListener("click", () => addRow(tableBody));
  }
}
