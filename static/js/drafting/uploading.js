// One file's way to the server: announced with its size and hash, then sent by itself.
import { csrfToken, postFields } from "../shared/requests.js";

/** What the server said about a file; `isFinal` when trying again cannot help. */
export class UploadRefused extends Error {
  constructor(status, { error = "", code }) {
    super(error);
    this.isFinal = status === 422 && code !== "differs";
  }
}

function acceptedOrThrow(status, data) {
  if (status === 401 || data.signed_out) {
    document.dispatchEvent(new Event("portal:signed-out"));
  }
  if (status < 200 || status >= 300) {
    throw new UploadRefused(status, data);
  }
  return data;
}

async function sha256Of(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function announceFile(address, question, file) {
  const sha256 = await sha256Of(file);
  const fields = new URLSearchParams({ question, name: file.name, size: file.size, sha256 });
  const answer = await postFields(address, fields);
  return acceptedOrThrow(answer.status, await answer.json());
}

/** XMLHttpRequest, because fetch does not tell how much has been sent. */
export function sendFile(address, file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      progress.value = (loaded * 100) / total;
    });
    request.addEventListener("error", () => reject(new Error("no connection")));
    request.addEventListener("load", () => {
      try {
        resolve(acceptedOrThrow(request.status, JSON.parse(request.responseText)));
      } catch (error) {
        reject(error);
      }
    });
    request.send(file);
  });
}
