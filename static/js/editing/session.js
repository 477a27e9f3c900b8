// The session has ended: one signs in in another tab and goes on here.
import { createElement } from "../shared/elements.js";

export function showSignedOut(edited) {
  const { login, signIn, signedOut } = edited.box.dataset;
  edited.showStatus(`${signedOut} `);
  const link = createElement("a", { href: login, target: "_blank", textContent: signIn });
  edited.box.querySelector("[data-state]").append(link);
}
