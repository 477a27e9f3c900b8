// More rows without saving, questions that depend on another, and the sums of the budget while one types.
const hy = document.documentElement.lang === "hy";

function rename(row, number) {
  for (const field of row.querySelectorAll("[id], [for]")) {
    for (const name of ["id", "name", "for"]) {
      const value = field.getAttribute(name);
      if (value) field.setAttribute(name, value.replace(/-\d+-/, `-${number}-`));
    }
  }
}
for (const button of document.querySelectorAll("[data-more]")) {
  const table = document.querySelector(`[data-rows="${CSS.escape(button.dataset.more)}"] tbody`);
  button.hidden = false;
  button.addEventListener("click", () => {
    const last = table.rows[table.rows.length - 1],
      row = last.cloneNode(true);
    rename(row, table.rows.length + 1);
    for (const field of row.querySelectorAll("input, select")) {
      field.value = "";
      field.removeAttribute("aria-invalid");
    }
    for (const error of row.querySelectorAll(".error")) error.remove();
    for (const label of row.querySelectorAll("label"))
      label.textContent = label.textContent.replace(/\d+(?=\D*$)/, table.rows.length + 1);
    table.append(row);
    row.querySelector("input, select").focus();
  });
}

// --- asked only if --------------------------------------------------------------------------------
function answers(key) {
  return [...document.getElementsByName(key)]
    .filter((field) => field.checked)
    .map((field) => field.value);
}
function conditions() {
  for (const part of document.querySelectorAll("[data-show-if]"))
    part.hidden = !answers(part.dataset.showIf).includes(part.dataset.showValue);
}
document.addEventListener("change", conditions);
document.addEventListener("portal:filled", conditions);
for (const told of document.querySelectorAll("[data-condition]")) told.hidden = true;
conditions();

// --- the budget -----------------------------------------------------------------------------------
// As the server reads numbers: spaces group, a comma or a full stop separates.
const read = (text) => {
  const n = Number(text.replace(/[\s\u00a0\u202f]/g, "").replace(",", "."));
  return Number.isFinite(n) ? n : 0;
};
function grouped(amount, places = Number.isInteger(amount) ? 0 : 2) {
  const [whole, rest] = amount.toFixed(places).split(".");
  const parts = whole.replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0");
  return rest ? parts + (hy ? "," : ".") + rest : parts;
}
const budget = document.querySelector("[data-budget]"),
  sums = document.querySelector("[data-sums]");
function reckon() {
  const currency = document.querySelector("form[data-currency]").dataset.currency;
  const total = { cost: 0, grant: 0, own: 0, partner: 0 };
  for (const row of budget.tBodies[0].rows) {
    const value = (name) => read(row.querySelector(`[name$="-${name}"]`).value);
    const cost = Math.round(value("quantity") * value("unit_cost") * 100) / 100;
    total.cost += cost;
    for (const name of ["grant", "own", "partner"]) total[name] += value(name);
    const cell = row.querySelector("[data-total]");
    const paid = value("grant") + value("own") + value("partner");
    cell.hidden = false;
    cell.textContent = cost ? grouped(cost) : "";
    cell.classList.toggle("differs", cost > 0 && Math.abs(cost - paid) > 0.004);
  }
  const share = total.cost
    ? Math.round(((total.own + total.partner) * 10000) / total.cost) / 100
    : 0;
  sums.querySelector('[data-sum="total"]').textContent = `${grouped(total.cost)}\u00a0${currency}`;
  sums.querySelector('[data-sum="grant"]').textContent = `${grouped(total.grant)}\u00a0${currency}`;
  sums.querySelector('[data-sum="share"]').textContent = `${grouped(share)} %`;
}
if (budget) {
  document.querySelector("[data-total-head]").hidden = false;
  document.addEventListener("input", reckon);
  document.addEventListener("portal:filled", reckon);
  reckon();
}
