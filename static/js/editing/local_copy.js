// Text of this form that the server never got: kept in this browser, and offered when one returns.
import { createElement } from "../shared/elements.js";
import { serialise } from "../shared/forms.js";
import { readLocalCopy, removeLocalCopy, writeLocalCopy } from "../shared/local_copy.js";

/** One copy for each person and each thing that is edited. */
function copyName(edited) {
  const thing = `${edited.value("_model")}:${edited.value("_object") || "new"}`;
  return `editing:${edited.box.dataset.user}:${thing}`;
}

export function keepLocalCopy(edited, fields) {
  writeLocalCopy(copyName(edited), serialise(fields));
}

export function forgetLocalCopy(edited) {
  removeLocalCopy(copyName(edited));
}

async function takeUp(edited, saving, text) {
  const answer = await saving.send(new URLSearchParams(text)).catch(() => null);
  if (answer) {
    forgetLocalCopy(edited);
    edited.isLeaving = true;
    location.search = `?copy=${edited.value("_copy")}`;
  }
}

export function offerLocalCopy(edited, saving) {
  const text = readLocalCopy(copyName(edited));
  if (!text || new URLSearchParams(location.search).has("copy")) {
    return;
  }
  const { found, takeUp: label } = edited.box.dataset;
  const button = createElement("button", { type: "button", textContent: label });
  button.addEventListener("click", () => takeUp(edited, saving, text));
  const notice = edited.box.querySelector("[data-kept]");
  notice.replaceChildren(found, " ", button);
  notice.hidden = false;
}
