// Text that this browser keeps while the server does not have it. Storage may be full or forbidden.

export function readLocalCopy(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function writeLocalCopy(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // The page still holds the text, and warns before it is left.
  }
}

export function removeLocalCopy(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing could be kept either.
  }
}
