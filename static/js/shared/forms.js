// What stands in a form, without its files.

export function* textFields(form) {
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") {
      yield [name, value];
    }
  }
}

/** The fields as one text, to be kept or compared; the token says nothing about what was typed. */
export function serialise(fields) {
  const copy = new URLSearchParams(fields);
  copy.delete("csrfmiddlewaretoken");
  return copy.toString();
}
