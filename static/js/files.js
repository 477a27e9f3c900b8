// Each file is announced with its size and hash, then sent by itself, with progress and another try.
// Without this file, or where the browser cannot hash, files go with the form.
const form = document.querySelector("form[data-announce]");

const token = () => form.elements.csrfmiddlewaretoken.value;
const hex = (bytes) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function announce(key, file) {
  const sha256 = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const words = new URLSearchParams({
    csrfmiddlewaretoken: token(),
    question: key,
    name: file.name,
    size: file.size,
    sha256,
  });
  const answer = await fetch(form.dataset.announce, {
    method: "POST",
    body: words,
    headers: { Accept: "application/json" },
  });
  return told(answer.status, await answer.json());
}
function told(status, data) {
  if (status === 401) document.dispatchEvent(new Event("portal:signed-out"));
  if (status >= 200 && status < 300) return data;
  throw Object.assign(new Error(data.error ?? ""), {
    isFinal: status === 422 && data.code !== "differs",
    said: data.error ?? "",
  });
}
function transfer(address, file, progress) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      progress.value = (loaded * 100) / total;
    });
    request.addEventListener("error", () => failed(new Error("")));
    request.addEventListener("load", () => {
      try {
        done(told(request.status, JSON.parse(request.responseText)));
      } catch (error) {
        failed(error);
      }
    });
    request.send(file);
  });
}

function line(list, file) {
  const item = list.parentElement
    .querySelector("[data-travelling]")
    .content.firstElementChild.cloneNode(true);
  item.querySelector("[data-name]").textContent = file.name;
  list.append(item);
  return item;
}
function arrived(item, data) {
  const link = document.createElement("a");
  link.href = data.href;
  link.textContent = data.name;
  item.querySelector("[data-name]").replaceWith(link);
  item.querySelector("[data-size]").textContent = data.size;
  item.querySelector("progress").remove();
  const code = document.createElement("code");
  code.textContent = `SHA-256 ${data.sha256}`;
  const remove = item.querySelector("[data-remove]");
  remove.hidden = false;
  remove.addEventListener("click", async () => {
    const words = new URLSearchParams({ csrfmiddlewaretoken: token() });
    const answer = await fetch(data.remove, {
      method: "POST",
      body: words,
      headers: { Accept: "application/json" },
    });
    if (answer.ok) item.remove();
  });
  item.append(code);
}
async function carry(key, file, item) {
  const state = item.querySelector("[data-state]"),
    retry = item.querySelector("[data-retry]");
  retry.hidden = true;
  try {
    state.textContent = state.dataset.reading;
    const announced = await announce(key, file);
    document.querySelector(`[data-file="${CSS.escape(announced.uuid)}"]`)?.remove(); // announced before, sent now
    state.textContent = state.dataset.sending;
    arrived(item, await transfer(announced.content, file, item.querySelector("progress")));
    state.textContent = state.dataset.here;
  } catch (error) {
    state.textContent = error.said || state.dataset.failed;
    state.classList.add("error");
    retry.hidden = Boolean(error.isFinal);
    if (error.isFinal) item.querySelector("progress")?.remove();
    retry.onclick = () => {
      state.classList.remove("error");
      carry(key, file, item);
    };
  }
}

if (form && globalThis.crypto?.subtle) {
  for (const input of form.querySelectorAll("input[type=file][data-upload]")) {
    input.addEventListener("change", async () => {
      const chosen = [...input.files],
        list = form.querySelector(`[data-files="${CSS.escape(input.name)}"]`);
      input.value = ""; // sent by themselves, not with the form
      for (const file of chosen) await carry(input.name, file, line(list, file));
    });
  }
}
