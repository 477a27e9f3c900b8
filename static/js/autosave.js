// Saves a section by itself while one writes. The page's own buttons do all of it without this.
const form = document.querySelector("form[data-autosave]");
const state = form && form.querySelector("[data-saved]");
let timer = 0;
let pending = null; // the save that is on its way
let isDirty = false;

function say(name, at = "") {
  state.textContent = state.dataset[name].replace("{}", at);
}

function body() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

function save() {
  if (!pending) pending = send().finally(() => { pending = null; if (isDirty) plan(8000); });
  return pending;
}

async function send() {
  isDirty = false;
  say("saving");
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: body(), headers: { Accept: "application/json" }, redirect: "error",
    });
    await settle(answer);
  } catch {
    isDirty = true;
    say("failed");
  }
}

async function settle(answer) {
  if (answer.status === 401) return say("out");
  if (answer.status === 409) return say("stale");
  if (answer.status === 403) return say("closed");
  if (!answer.ok) throw new Error(String(answer.status));
  const { saved, revs } = await answer.json();
  for (const [key, rev] of Object.entries(revs)) {
    const field = form.elements[`rev-${key}`];
    if (field) field.value = rev;
  }
  say("done", saved);
}

function plan(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

if (form) {
  form.addEventListener("input", () => { isDirty = true; plan(1500); });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    isDirty = false;
    if (!pending) return;
    event.preventDefault(); // wait for the revision it brings back
    pending.then(() => form.requestSubmit(event.submitter));
  });
  addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });
}
