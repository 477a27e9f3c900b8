// A form that is larger than the server takes is not sent: its words would come to nothing.
import { textFields } from "../shared/forms.js";

const seen = new WeakSet();

/** As the server counts: the bytes of the fields, or of the whole where it is one long line. */
function countBytes(form) {
  if (form.enctype === "multipart/form-data") {
    const encoder = new TextEncoder();
    const sizes = [...textFields(form)].map(([, value]) => encoder.encode(value).length);
    return sizes.reduce((sum, size) => sum + size, 0);
  }
  return new URLSearchParams([...textFields(form)]).toString().length;
}

function inMegabytes(bytes) {
  return (bytes / 1024 / 1024).toFixed(1);
}

function createNotice(form) {
  const notice = document.createElement("p");
  notice.className = "errornote";
  notice.dataset.tooMuch = "";
  notice.setAttribute("role", "alert");
  form.prepend(notice);
  return notice;
}

export function refuseTooMuch(form, { most, tooMuch }) {
  if (!form || !most || seen.has(form)) {
    return;
  }
  seen.add(form);
  let notice = null;
  form.addEventListener(
    "submit",
    (event) => {
      const bytes = countBytes(form);
      if (bytes > most) {
        event.preventDefault();
        event.stopImmediatePropagation();
        notice ??= createNotice(form);
        const sizes = { size: inMegabytes(bytes), most: inMegabytes(most) };
        notice.textContent = tooMuch.replace(/%\((\w+)\)s/g, (_whole, name) => sizes[name]);
        notice.scrollIntoView();
      }
    },
    true,
  );
}
