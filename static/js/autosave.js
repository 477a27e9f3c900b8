// Saves each answer by itself while one writes. The page's own buttons do all of it without this.
const form = document.querySelector("form[data-autosave]");
const PAUSE = 1200,
  AGAIN = 8000,
  HERE = 20000;

if (form) {
  const state = form.querySelector("[data-saved]"),
    taking = form.querySelector("[data-taking]");
  const dialog = document.querySelector("[data-again]");
  const dirty = new Set(),
    held = new Map();
  const kept = `answers:${form.getAttribute("action").replace(/^\/\w\w\//, "/")}`; // whatever the language of the page
  let timer = 0,
    pending = null,
    isClosed = false,
    wasDismissed = false,
    isLeaving = false;

  const box = (key) => form.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const say = (name, at = "") => {
    state.textContent = state.dataset[name].replace("{}", at);
  };
  const isOf = (name, key) => name === key || name === `rev-${key}` || name.startsWith(`${key}-`);
  const token = (fresh) => {
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]"))
      field.value = fresh;
  };

  function body(keys) {
    const words = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (
        typeof value === "string" &&
        (name === "csrfmiddlewaretoken" || keys.some((key) => isOf(name, key)))
      )
        words.append(name, value);
    }
    return words;
  }

  // --- kept in this browser while the server cannot be reached ------------------------------------
  function keepHere() {
    const words = body([...dirty, ...held.keys()]);
    words.delete("csrfmiddlewaretoken");
    try {
      words.toString()
        ? localStorage.setItem(kept, words.toString())
        : localStorage.removeItem(kept);
    } catch {
      /* full or forbidden */
    }
  }
  function fill(key, entries) {
    for (const field of box(key)?.querySelectorAll("input, select, textarea") ?? []) {
      if (!field.name || field.name.startsWith("rev-") || field.type === "file") continue;
      const values = entries.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio")
        field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
      field.dispatchEvent(new Event("portal:filled", { bubbles: true }));
    }
  }
  function takeUp() {
    let text = null;
    try {
      text = localStorage.getItem(kept);
    } catch {
      return;
    }
    const entries = [...new URLSearchParams(text ?? "")];
    for (const field of form.querySelectorAll("[data-key]")) {
      const mine = entries.filter(([name]) => isOf(name, field.dataset.key));
      if (!mine.length || field.querySelector(".theirs")) continue; // both texts stand there: a person decides
      fill(field.dataset.key, mine);
      dirty.add(field.dataset.key);
    }
    if (dirty.size) plan(0);
  }

  // --- saving --------------------------------------------------------------------------------------
  const post = (words, keepalive = false) =>
    fetch(form.action, {
      method: "POST",
      body: words,
      headers: { Accept: "application/json" },
      redirect: "error",
      keepalive,
    });

  async function renew() {
    const answer = await fetch(form.dataset.token, {
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    if (answer.ok) token((await answer.json()).token);
    return answer.ok;
  }
  async function send(keys, more = {}) {
    const words = body(keys);
    for (const [name, value] of Object.entries(more)) words.set(name, value);
    let answer = await post(words);
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.status === 403 && !isJson && (await renew())) {
      // signed in anew in another tab: another token
      words.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      answer = await post(words);
    }
    return answer;
  }
  async function settle(answer, keys) {
    const told = await answer.json();
    if (told.token) token(told.token);
    if (answer.status === 401) {
      for (const key of keys) dirty.add(key);
      keepHere();
      return out(told);
    }
    if (told.closed) {
      for (const key of keys) dirty.add(key);
      return close();
    }
    if (answer.status !== 409 && !answer.ok) throw new Error(String(answer.status));
    for (const key of keys) if (!(key in (told.stale ?? {}))) settled(key, told);
    for (const [key, theirs] of Object.entries(told.stale ?? {})) hold(key, theirs, told.revs[key]);
    others(told.others);
    keepHere();
    mend(told.wrong);
    say(
      told.version !== form.dataset.version ? "changed" : told.stale ? "stale" : "done",
      told.saved,
    );
    return true;
  }
  function mend(wrong) {
    // what keeps the budget from being submitted, as it stands now
    const box = document.querySelector("[data-wrong]");
    if (!box || !wrong) return;
    box.hidden = !wrong.length;
    box
      .querySelector("ul")
      .replaceChildren(
        ...wrong.map((words) =>
          Object.assign(document.createElement("li"), { textContent: words }),
        ),
      );
  }
  function settled(key, { revs, errors }) {
    const rev = form.elements[`rev-${key}`];
    if (rev && key in revs) rev.value = revs[key];
    const error = box(key)?.querySelector("[data-error]");
    if (!error) return;
    error.textContent = errors[key] ?? "";
    error.hidden = !errors[key];
    error.closest("[data-key]").classList.toggle("field--error", Boolean(errors[key]));
  }
  async function save() {
    if (pending || isClosed || !dirty.size) return pending;
    const keys = [...dirty].filter((key) => !held.has(key));
    if (!keys.length) return null;
    for (const key of keys) dirty.delete(key);
    say("saving");
    pending = send(keys)
      .then((answer) => settle(answer, keys))
      .catch(() => {
        for (const key of keys) dirty.add(key);
        keepHere();
        say("failed");
        plan(AGAIN);
      });
    await pending;
    pending = null;
    if (dirty.size && !isClosed) plan(AGAIN);
    return null;
  }
  function plan(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }
  function close() {
    isClosed = true;
    say("closed");
    taking.hidden = false;
  }

  // --- a colleague saved the same question ---------------------------------------------------------
  function hold(key, { text, value, who }, rev) {
    held.get(key)?.remove();
    const shown = form.querySelector("[data-theirs]").content.firstElementChild.cloneNode(true);
    shown.querySelector("[data-who]").textContent = who;
    shown.querySelector("[data-text]").textContent = text;
    const decide = (act) => {
      shown.remove();
      held.delete(key);
      form.elements[`rev-${key}`].value = rev;
      act();
    };
    shown.querySelector("[data-keep-mine]").addEventListener("click", () =>
      decide(() => {
        dirty.add(key);
        plan(0);
      }),
    );
    shown.querySelector("[data-take-theirs]").addEventListener("click", () =>
      decide(() => {
        fill(key, entries(key, value));
        dirty.delete(key);
        keepHere();
        state.textContent = "";
      }),
    );
    held.set(key, shown);
    box(key).prepend(shown);
  }
  function entries(key, value) {
    if (!Array.isArray(value)) return [[key, String(value)]];
    return value.flatMap((one, row) =>
      typeof one === "object"
        ? Object.entries(one).map(([column, text]) => [`${key}-${row + 1}-${column}`, text])
        : [[key, one]],
    );
  }

  // --- the session has ended -----------------------------------------------------------------------
  let place = null; // where one was writing
  function out({ errors = [] }) {
    say("out");
    dialog.querySelector("[data-again-error]").textContent = errors.join(" ");
    if (dialog.open || wasDismissed) return;
    const field = document.activeElement;
    place = form.contains(field) ? { field, at: field.selectionStart } : null;
    dialog.showModal();
  }
  // Chromium gives the focus back without a caret: what one types next would be lost.
  function goBack() {
    if (!place) return;
    place.field.blur();
    place.field.focus();
    if (place.field.setSelectionRange && place.at !== null)
      place.field.setSelectionRange(place.at, place.at);
  }
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const keys = [...dirty],
      fields = event.target.elements;
    try {
      const answer = await send(keys, {
        "relogin-login": fields["relogin-login"].value,
        "relogin-password": fields["relogin-password"].value,
      });
      for (const key of keys) dirty.delete(key);
      if ((await settle(answer, keys)) === true) {
        fields["relogin-password"].value = "";
        dialog.close();
      }
    } catch {
      const error = dialog.querySelector("[data-again-error]");
      error.textContent = error.dataset.offline;
    }
  });
  dialog.querySelector("[data-again-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    wasDismissed = true;
    goBack();
  });
  document.addEventListener("portal:signed-out", () => {
    wasDismissed = false;
    out({});
  });

  // --- who else is here ------------------------------------------------------------------------------
  function others(names) {
    const at = document.querySelector("[data-others]");
    const text = names.length ? at.dataset.said + names.join(", ") : "";
    if (at.textContent !== text) at.textContent = text;
  }
  async function look() {
    if (document.hidden || isLeaving) return;
    const words = new URLSearchParams({
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    });
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: words,
        headers: { Accept: "application/json" },
      });
      if (answer.ok) others((await answer.json()).others);
    } catch {
      /* the next look tells */
    }
  }

  const touched = ({ target }) => {
    const key = target.closest("[data-key]")?.dataset.key;
    if (!key || target.type === "file" || isClosed) return;
    dirty.add(key);
    plan(PAUSE);
  };
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (pending) {
      event.preventDefault(); // wait for the revision it brings back
      pending.then(() => form.requestSubmit(event.submitter));
      return;
    }
    isLeaving = true;
  });
  addEventListener("pagehide", () => {
    if (!isLeaving) keepHere();
    if (dirty.size && !isLeaving && !isClosed) post(body([...dirty]), true).catch(() => {});
  });
  addEventListener("beforeunload", (event) => {
    if ((dirty.size || held.size) && !isLeaving) event.preventDefault();
  });
  document.querySelector("[data-take-form]").addEventListener("click", ({ target }) => {
    const parts = [...form.querySelectorAll("[data-key]")].map((part) => {
      const label = part.querySelector("legend, label")?.textContent.trim() ?? "";
      const words = [...new FormData(form)]
        .filter(
          ([name, value]) =>
            typeof value === "string" && !name.startsWith("rev-") && isOf(name, part.dataset.key),
        )
        .map(([, value]) => value)
        .filter(Boolean);
      return `${label}\n${words.join("\n")}\n`;
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([parts.join("\n")], { type: "text/plain" }));
    link.download = target.dataset.name;
    link.click();
  });
  takeUp();
  setInterval(look, HERE);
}
