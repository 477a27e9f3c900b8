// Asking the server from a page: always for JSON, always with the page's own token.
const JSON_ONLY = { Accept: "application/json" };

export function csrfToken() {
  return document.querySelector("[name=csrfmiddlewaretoken]").value;
}

/** Every form of the page takes the new token. */
export function replaceToken(token) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) {
    field.value = token;
  }
}

export function getJson(address, options = {}) {
  return fetch(address, { headers: JSON_ONLY, ...options });
}

export function postFields(address, fields, options = {}) {
  fields.set("csrfmiddlewaretoken", csrfToken());
  return fetch(address, { method: "POST", body: fields, headers: JSON_ONLY, ...options });
}

function isJson(answer) {
  return Boolean(answer.headers.get("Content-Type")?.startsWith("application/json"));
}

async function renewToken(address) {
  const answer = await getJson(address, { redirect: "manual" });
  if (answer.ok) {
    replaceToken((await answer.json()).token);
  }
  return answer.ok;
}

/** Signing in anew in another tab changes the token: take the new one and try once more. */
export async function postRenewingToken(address, fields, tokenAddress, options = {}) {
  const answer = await postFields(address, fields, options);
  if (answer.status === 403 && !isJson(answer) && (await renewToken(tokenAddress))) {
    return postFields(address, fields, options);
  }
  return answer;
}
