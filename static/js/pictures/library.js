// The picture library as the server knows it; what was asked once is not asked again.
import { getJson, postFields } from "../shared/requests.js";
import { words } from "./words.js";

const knownPictures = new Map();

function libraryAddress() {
  return document.querySelector("#editing").dataset.pictures;
}

export async function findPictures(query) {
  const answer = await getJson(`${libraryAddress()}?${new URLSearchParams(query)}`);
  const found = await answer.json();
  for (const picture of found.pictures) {
    knownPictures.set(picture.uid, picture);
  }
  return found;
}

/** The pictures of these keys, in their order; one that is gone is left out. */
export async function picturesByUid(uids) {
  const missing = uids.filter((uid) => !knownPictures.has(uid));
  if (missing.length) {
    await findPictures(missing.map((uid) => ["uid", uid]));
  }
  return uids.map((uid) => knownPictures.get(uid)).filter(Boolean);
}

function postToLibrary(fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    body.append(name, value);
  }
  return postFields(libraryAddress(), body);
}

/**
 * What the library does not say of a picture yet, it says as typed here; `unsaid` tells what it
 * says otherwise.
 */
export async function describePicture(uid, description) {
  const answer = await postToLibrary({ uid, ...description });
  if (!answer.ok) {
    return null;
  }
  const picture = await answer.json();
  knownPictures.set(uid, picture);
  return picture;
}

/** The new picture, or what was wrong with the file. */
export async function uploadPicture(file, description) {
  const answer = await postToLibrary({ file, ...description }).catch(() => null);
  if (!answer) {
    return { error: words.offline };
  }
  const result = await answer.json().catch(() => ({ error: answer.statusText }));
  if (!answer.ok) {
    return { error: result.error };
  }
  knownPictures.set(result.uid, result);
  return { picture: result };
}
