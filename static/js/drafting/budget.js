// The sums of the budget while one types.
import { formatNumber, readNumber } from "../shared/numbers.js";

const SOURCES = ["grant", "own", "partner"];
const HALF_A_CENT = 0.004;

function roundToCents(amount) {
  return Math.round(amount * 100) / 100;
}

function readRow(row) {
  const number = (name) => readNumber(row.querySelector(`[name$="-${name}"]`).value).value ?? 0;
  return {
    cost: roundToCents(number("quantity") * number("unit_cost")),
    grant: number("grant"),
    own: number("own"),
    partner: number("partner"),
  };
}

function showRowCost(row, { cost, grant, own, partner }) {
  const cell = row.querySelector("[data-total]");
  const isUncovered = cost > 0 && Math.abs(cost - (grant + own + partner)) > HALF_A_CENT;
  cell.hidden = false;
  cell.textContent = cost ? formatNumber(cost) : "";
  cell.classList.toggle("differs", isUncovered);
}

function showSums(sums, { cost, grant, own, partner }) {
  const { currency } = document.querySelector("form[data-currency]").dataset;
  const show = (name, text) => {
    sums.querySelector(`[data-sum="${name}"]`).textContent = text;
  };
  const share = cost ? Math.round(((own + partner) * 10000) / cost) / 100 : 0;
  show("total", `${formatNumber(cost)}\u00a0${currency}`);
  show("grant", `${formatNumber(grant)}\u00a0${currency}`);
  show("share", `${formatNumber(share)} %`);
}

function calculate(table, sums) {
  const total = { cost: 0, grant: 0, own: 0, partner: 0 };
  for (const row of table.tBodies[0].rows) {
    const amounts = readRow(row);
    showRowCost(row, amounts);
    for (const name of ["cost", ...SOURCES]) {
      total[name] += amounts[name];
    }
  }
  showSums(sums, total);
}

export function calculateBudget() {
  const table = document.querySelector("[data-budget]");
  if (!table) {
    return;
  }
  const update = () => calculate(table, document.querySelector("[data-sums]"));
  document.querySelector("[data-total-head]").hidden = false;
  document.addEventListener("input", update);
  document.addEventListener("portal:filled", update);
  update();
}
