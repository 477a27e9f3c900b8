// Choosing pictures of the library: for the fields of a form, and for the rich text editor.
const address = document.querySelector("#editing")?.dataset.pictures;
const words = document.querySelector("#picture-words")?.dataset;
const known = new Map();

async function ask(query) {
  const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } });
  const found = await answer.json();
  for (const one of found.pictures) known.set(one.uid, one);
  return found;
}
export async function details(uids) {
  const missing = uids.filter((uid) => !known.has(uid));
  if (missing.length) await ask(new URLSearchParams(missing.map((uid) => ["uid", uid])));
  return uids.map((uid) => known.get(uid)).filter(Boolean);
}
function element(tag, props = {}, ...children) {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
}
function image(one) {
  return element("img", { src: one.url, alt: one.alt_hy || one.name, loading: "lazy" });
}

function choose(onChosen) {
  const dialog = document
    .querySelector("#picture-chooser")
    .content.firstElementChild.cloneNode(true);
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  let following = 0;
  const pick = (one) => {
    dialog.close();
    onChosen([one.uid]);
  };
  const button = (one) => {
    const made = element(
      "button",
      { type: "button", title: one.name },
      image(one),
      element("span", { textContent: one.alt_hy || one.name }),
    );
    made.addEventListener("click", () => pick(one));
    return made;
  };
  async function fill(isMore) {
    const found = await ask(
      new URLSearchParams({ q: part("search").value, start: isMore ? following : 0 }),
    );
    if (!isMore) part("grid").replaceChildren();
    part("grid").append(...found.pictures.map(button));
    following = found.following;
    part("more").hidden = following === null;
  }
  async function upload() {
    const made = [];
    part("error").textContent = "";
    for (const file of part("files").files) {
      const body = new FormData();
      body.append("file", file);
      for (const [name, at] of [
        ["alt_hy", "alt-hy"],
        ["alt_en", "alt-en"],
        ["credit", "credit"],
      ])
        body.append(name, part(at).value);
      const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
      const answer = await fetch(address, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "X-CSRFToken": token },
      });
      const said = await answer.json().catch(() => ({ error: answer.statusText }));
      if (answer.ok) {
        known.set(said.uid, said);
        made.push(said.uid);
      } else part("error").append(`${file.name}: ${said.error} `);
    }
    if (made.length && !part("error").textContent) {
      dialog.close();
      onChosen(made);
    } else {
      if (made.length) onChosen(made);
      await fill(false);
    }
  }
  part("search").addEventListener("input", () => fill(false));
  part("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  part("more").addEventListener("click", () => fill(true));
  part("upload").addEventListener("click", upload);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  fill(false);
}

function field(box) {
  const area = box.querySelector("textarea"),
    isOne = area.dataset.pictures === "one";
  const list = element("ol", { className: "chosen" }),
    add = element("button", { type: "button", className: "button", textContent: words.choose });
  const read = () =>
    area.value
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  const write = (uids) => {
    area.value = (isOne ? uids.slice(-1) : [...new Set(uids)]).join("\n");
    draw();
  };
  const move = (at, by) => {
    const uids = read();
    uids.splice(at + by, 0, ...uids.splice(at, 1));
    write(uids);
    list.children[at + by]?.querySelector("button")?.focus();
  };
  const act = (label, one, run, isOff) => {
    const made = element("button", { type: "button", textContent: label, disabled: isOff });
    made.setAttribute("aria-label", `${label} – ${one.alt_hy || one.name}`);
    made.addEventListener("click", run);
    return made;
  };
  async function draw() {
    const shown = await details(read());
    list.replaceChildren(
      ...shown.map((one, at) => {
        const lacks = ["hy", "en"].filter((language) => !one[`alt_${language}`]);
        const item = element(
          "li",
          {},
          image(one),
          element("p", { textContent: one.alt_hy || one.name }),
        );
        if (lacks.length)
          item.append(
            element("p", {
              className: "lacks",
              textContent: `${words.noAlt} (${lacks.map((language) => words[language]).join(", ")})`,
            }),
          );
        item.append(element("a", { href: one.edit, target: "_blank", textContent: words.edit }));
        if (!isOne)
          item.append(
            act(words.earlier, one, () => move(at, -1), at === 0),
            act(words.later, one, () => move(at, 1), at === shown.length - 1),
          );
        item.append(act(words.remove, one, () => write(read().filter((uid) => uid !== one.uid))));
        return item;
      }),
    );
  }
  add.addEventListener("click", () => choose((uids) => write([...read(), ...uids])));
  box.classList.add("is-live");
  box.append(list, add);
  draw();
}
if (address && words) {
  document.querySelectorAll("[data-pictures-field]").forEach(field);
  window.portalPictures = { choose, details, words };
}
