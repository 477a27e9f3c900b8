// Autosave, presence and marks for the writer. Without this file the form works as a plain form.
const box = document.querySelector("#editing");
const form = box?.closest("form");
const BUSY = 3000,
  HERE = 30000;

if (form) {
  const value = (name) => form.elements[name].value;
  const kept = `editing:${box.dataset.user}:${value("_model")}:${value("_object") || "new"}`;
  const say = (name, text) => {
    const at = box.querySelector(`[data-${name}]`);
    if (at.textContent !== text) at.textContent = text;
  };
  const typed = () => {
    const words = new URLSearchParams();
    for (const [name, text] of new FormData(form))
      if (typeof text === "string") words.append(name, text);
    return words;
  };
  const signature = (words) => {
    const copy = new URLSearchParams(words);
    copy.delete("csrfmiddlewaretoken");
    return copy.toString();
  };
  let last = null,
    isTouched = false,
    isSending = false,
    isLeaving = false,
    isKept = false,
    reported = 0;
  // The rich text editors settle their own text when they start: that is not typing.
  const touch = ({ type, target }) => {
    if (type !== "input" || !target.closest(".prose-editor")) isTouched = true;
  };
  for (const type of ["input", "change", "keydown", "click", "paste", "drop"])
    form.addEventListener(type, touch, true);

  const show = (answer) => {
    say("others", [answer.others, answer.met].filter(Boolean).join(" "));
    const list = form.querySelector("[data-findings-list]");
    list.hidden = !answer.findings.length;
    list.querySelector("ul").replaceChildren(
      ...answer.findings.map(({ field, label, message }) => {
        const item = document.createElement("li"),
          link = document.createElement("a");
        link.href = `#id_${field}`;
        link.textContent = label;
        item.append(link, ` – ${message}`);
        return item;
      }),
    );
  };
  const keepHere = (words) => {
    try {
      localStorage.setItem(kept, signature(words));
    } catch {
      /* full or forbidden: the server has most of it */
    }
  };
  const forgetHere = () => {
    try {
      localStorage.removeItem(kept);
    } catch {
      /* nothing was kept */
    }
  };
  const signedOut = () => {
    say("state", `${box.dataset.signedOut} `);
    const link = document.createElement("a");
    link.href = box.dataset.login;
    link.target = "_blank";
    link.textContent = box.dataset.signIn;
    box.querySelector("[data-state]").append(link);
  };

  const token = () => form.querySelector("[name=csrfmiddlewaretoken]");
  const post = (words) => {
    words.set("csrfmiddlewaretoken", token().value);
    return fetch(box.dataset.copy, {
      method: "POST",
      body: words,
      headers: { Accept: "application/json" },
    });
  };
  async function renew() {
    const answer = await fetch(box.dataset.token, { headers: { Accept: "application/json" } });
    if (!answer.ok) return false;
    const { token: fresh } = await answer.json();
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]"))
      field.value = fresh;
    return true;
  }
  async function send(words, isOnlyHere) {
    if (isOnlyHere) words.append("_here", "1");
    let answer = await post(words);
    // Signing in elsewhere changes the form's token: take the new one and try once more.
    if (answer.status === 403 && (await renew())) answer = await post(words);
    if (answer.status === 401 || answer.status === 403)
      return ((isKept = true), keepHere(words), signedOut(), null);
    isKept = false;
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }
  async function look() {
    if (isSending || isLeaving) return;
    const words = typed(),
      now = signature(words);
    if (!isTouched) last = now;
    const hasChanged = now !== last;
    if (!hasChanged && Date.now() - reported < HERE) return;
    isSending = true;
    reported = Date.now();
    try {
      const answer = await send(words, !hasChanged);
      if (answer) {
        if (hasChanged) {
          last = now;
          say("state", answer.saved);
          forgetHere();
          new BroadcastChannel("editing").postMessage(value("_copy"));
        }
        show(answer);
      }
    } catch {
      isKept = true;
      keepHere(words);
      say("state", box.dataset.offline);
    }
    isSending = false;
  }
  function offer() {
    let text = null;
    try {
      text = localStorage.getItem(kept);
    } catch {
      return;
    }
    if (!text || new URLSearchParams(location.search).has("copy")) return;
    const at = box.querySelector("[data-kept]"),
      button = document.createElement("button");
    button.type = "button";
    button.textContent = box.dataset.takeUp;
    button.addEventListener("click", async () => {
      const words = new URLSearchParams(text),
        answer = await send(words, false).catch(() => null);
      if (answer) {
        forgetHere();
        isLeaving = true;
        location.search = `?copy=${value("_copy")}`;
      }
    });
    at.replaceChildren(box.dataset.found, " ", button);
    at.hidden = false;
  }
  form.addEventListener("submit", (event) => {
    if (!event.submitter?.formTarget) {
      isLeaving = true;
      if (!isKept) forgetHere();
    }
  });
  last = signature(typed());
  offer();
  look();
  setInterval(look, BUSY);
}
