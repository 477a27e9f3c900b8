// Passkeys: the browser is asked for one, and what it says goes into the form, which is then sent.
import { getJson } from "./shared/requests.js";

function toBytes(text) {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0));
}

function toText(buffer) {
  const letters = String.fromCodePoint(...new Uint8Array(buffer));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function withBytes(descriptors = []) {
  return descriptors.map((one) => ({ ...one, id: toBytes(one.id) }));
}

function creationOptions({ publicKey }) {
  return {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: withBytes(publicKey.excludeCredentials),
    // kept in the device where it can be, so that it also signs in alone
    authenticatorSelection: {
      ...publicKey.authenticatorSelection,
      residentKey: "preferred",
      requireResidentKey: false,
    },
  };
}

function requestOptions({ publicKey }) {
  return {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    allowCredentials: withBytes(publicKey.allowCredentials),
  };
}

/** What the server reads, of a new passkey or of one that was used. */
function asJson(credential) {
  const { response } = credential;
  const said = { clientDataJSON: toText(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) {
      said[part] = toText(response[part]);
    }
  }
  if (response.getTransports) {
    said.transports = response.getTransports();
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: said,
  });
}

function optionsOfPage() {
  return JSON.parse(document.querySelector("#passkey-options").textContent);
}

const ASK = {
  add: () =>
    navigator.credentials.create({ publicKey: creationOptions(optionsOfPage().creation_options) }),
  use: () =>
    navigator.credentials.get({ publicKey: requestOptions(optionsOfPage().request_options) }),
  "sign-in": async (form) => {
    const answer = await getJson(form.action);
    const { request_options: options } = await answer.json();
    return navigator.credentials.get({ publicKey: requestOptions(options) });
  },
};

async function askAndSend(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const credential = await ASK[form.dataset.passkey](form);
    form.elements.credential.value = asJson(credential);
    form.submit();
  } catch {
    // put away, too late, or not one of this person's: the page says so and stays
    failed.hidden = false;
  }
}

const isKnown = Boolean(globalThis.PublicKeyCredential && navigator.credentials);
for (const form of document.querySelectorAll("[data-passkey]")) {
  if (isKnown) {
    const button = form.querySelector("[data-passkey-button]");
    form.hidden = button.hidden = false;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      askAndSend(form);
    });
  } else {
    form.querySelector("[data-passkey-unknown]").hidden = false;
  }
}
