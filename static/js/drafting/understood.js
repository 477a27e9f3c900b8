// Beside a number, how it is read, at once: «12 500 EUR»; or both readings when it could be either.
import { formatNumber, readNumber } from "../shared/numbers.js";

const PLAIN = /^\d{0,3}$/;
const MOST_PLACES = 6;

/** As many decimals as it has; never three, which would be read as a group of thousands. */
function write(number) {
  const places = (String(Math.abs(number)).split(".")[1] ?? "").length;
  return formatNumber(number, Math.min(places === 3 ? 4 : places, MOST_PLACES));
}

function describe(field, output) {
  const { value, either } = readNumber(field.value);
  if (either) {
    return output.dataset.either
      .replace("{whole}", write(either[0]))
      .replace("{decimal}", write(either[1]));
  }
  if (value === null || (PLAIN.test(field.value) && !output.dataset.currency)) {
    return "";
  }
  const { currency } = output.dataset;
  return currency ? `${write(value)}\u00a0${currency}` : write(value);
}

function show(field) {
  const output = document.getElementById(`${field.id}-understood`);
  if (output) {
    output.textContent = describe(field, output);
  }
}

function showAll() {
  document.querySelectorAll("[data-number]").forEach(show);
}

export function showUnderstood() {
  document.addEventListener("input", ({ target }) => {
    if (target.matches("[data-number]")) {
      show(target);
    }
  });
  document.addEventListener("portal:filled", showAll);
  showAll();
}
