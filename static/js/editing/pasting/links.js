// Links that lead by way of a counter or a guard: the address they are meant to lead to.

/** [host, path, the parameter that holds the real address] */
const REDIRECTS = [
  [/^www\.google\.[a-z.]+$/, "/url", ["q", "url"]],
  [/\.safelinks\.protection\.outlook\.com$/, "/", ["url"]],
  [/^lm?\.facebook\.com$/, "/l.php", ["u"]],
];
const FURTHER = /^(https?|mailto):/i;
/** Places inside the other program's document, or on its author's disk. */
const NOWHERE = /^(#|file:)|#_(ftn|edn|msocom|Toc|Ref|Hlk)/i;

/** What counts who came from where is no part of an address. */
const COUNTERS =
  /^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|mc_[ce]id|igshid|_hsenc|_hsmi)=/i;

function parseAddress(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

export function realAddress(address) {
  const url = parseAddress(address);
  const redirect = REDIRECTS.find(([host, path]) => {
    return url && host.test(url.hostname) && url.pathname === path;
  });
  const further = redirect?.[2].map((name) => url.searchParams.get(name)).find(Boolean);
  return further && FURTHER.test(further) ? realAddress(further) : address;
}

function withoutCounters(address) {
  const [, before, query, after] = /^([^?#]*)\?([^#]*)(.*)$/s.exec(address) ?? [];
  if (!query) {
    return address;
  }
  const parts = query.split("&").filter((part) => !COUNTERS.test(part));
  return `${before}${parts.length ? `?${parts.join("&")}` : ""}${after}`;
}

export function straightenLinks(body) {
  for (const link of body.querySelectorAll("a")) {
    const address = link.getAttribute("href") ?? "#";
    if (NOWHERE.test(address)) {
      link.replaceWith(...link.childNodes);
    } else {
      straighten(link, address);
    }
  }
}

function straighten(link, address) {
  const real = withoutCounters(realAddress(address));
  if (link.textContent.trim() === address) {
    link.textContent = real;
  }
  link.setAttribute("href", real);
  link.removeAttribute("target");
  link.removeAttribute("rel");
}
