// The library that refreshes the catalogue while one filters, fetched when the first filter is touched.

const form = document.querySelector("[data-library]");
const TOUCHES = ["focusin", "input", "change"];
let isChanged = false;
let isAsked = false;

/** What changed before the library has come is told to it afterwards. */
function tellChange() {
  for (const touch of TOUCHES) {
    form.removeEventListener(touch, onTouch);
  }
  if (isChanged) {
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function onTouch(event) {
  isChanged ||= event.type !== "focusin";
  if (isAsked) {
    return;
  }
  isAsked = true;
  const script = document.createElement("script");
  script.addEventListener("load", tellChange);
  script.src = form.dataset.library;
  document.head.append(script);
}

if (form) {
  for (const touch of TOUCHES) {
    form.addEventListener(touch, onTouch);
  }
}
