// Numbers as the server reads them: core/text/numbers.py is the same grammar, and the tests hold both
// to one table of readings.
const SPACES = "[ \u00a0\u2000-\u200a\u202f\u205f\u3000\t]";
const APOSTROPHES = "['\u2019\u02bc\u2032]";
const MINUS = "[\\-\u2212\u2013\u2010\u2011\u058a]";
const CURRENCIES = {
  "€": "EUR",
  eur: "EUR",
  euro: "EUR",
  euros: "EUR",
  եվրո: "EUR",
  "֏": "AMD",
  amd: "AMD",
  դրամ: "AMD",
  $: "USD",
  usd: "USD",
};
const MOST_WHOLE = 12;
const MOST_DECIMALS = 6;

const escaped = (mark) => mark.replace("$", "\\$");
const marks = Object.keys(CURRENCIES)
  .toSorted((one, other) => other.length - one.length)
  .map(escaped)
  .join("|");
const MARKED = new RegExp(`^(?:(${marks})${SPACES}*)?([^]*?)(?:${SPACES}*(${marks})\\.?)?$`, "i");
const SIGN = new RegExp(`^(?:(${MINUS})|\\+)${SPACES}*`);
const EITHER = /^([1-9]\d{0,2})[.,](\d{3})$/;
const PATTERNS = [
  new RegExp(`^(\\d{1,3}(?:${SPACES}\\d{3})+|\\d{1,3}(?:${APOSTROPHES}\\d{3})+)(?:[.,](\\d+))?$`),
  /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/,
  /^(\d{1,3}(?:,\d{3}){2,})$/,
  /^(\d{1,3}(?:\.\d{3})+),(\d+)$/,
  /^(\d{1,3}(?:\.\d{3}){2,})$/,
  /^(\d*)(?:[.,](\d+))?$/,
];

function readParts(digits) {
  if (!/\d/.test(digits)) {
    return null;
  }
  for (const pattern of PATTERNS) {
    const match = pattern.exec(digits);
    if (match) {
      return { whole: match[1].replaceAll(/\D/g, ""), decimals: match[2] ?? "" };
    }
  }
  return null;
}

/** {value, either, currency}: a number, or both readings of one that cannot be told, or neither. */
export function readNumber(text) {
  const nothing = { value: null, either: null, currency: "" };
  const marked = MARKED.exec(text.replaceAll("\u2024", ".").trim());
  if (!marked || (marked[1] && marked[3])) {
    return nothing;
  }
  const currency = CURRENCIES[(marked[1] ?? marked[3] ?? "").toLowerCase()] ?? "";
  const bare = marked[2].trim();
  const factor = SIGN.exec(bare)?.[1] ? -1 : 1;
  const digits = bare.replace(SIGN, "");
  const either = EITHER.exec(digits);
  if (either) {
    const readings = [`${either[1]}${either[2]}`, `${either[1]}.${either[2]}`];
    return { value: null, either: readings.map((reading) => factor * Number(reading)), currency };
  }
  const parts = readParts(digits);
  if (!parts) {
    return nothing;
  }
  const { whole, decimals } = parts;
  if (whole.replace(/^0+/, "").length > MOST_WHOLE || decimals.length > MOST_DECIMALS) {
    return nothing;
  }
  return { value: factor * Number(`${whole || 0}.${decimals || 0}`), either: null, currency };
}

/** Grouped by three with spaces that do not break; Armenian separates with a comma. */
export function formatNumber(amount, places = Number.isInteger(amount) ? 0 : 2) {
  const [whole, fraction] = amount.toFixed(places).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, "\u00a0");
  const separator = document.documentElement.lang === "hy" ? "," : ".";
  return fraction ? grouped + separator + fraction : grouped;
}
