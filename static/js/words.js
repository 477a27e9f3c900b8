// Counts words as the server does (core/text/word_count.py has the same class of spaces).
const SPACES = /[ \t\n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/;

function showCount(counter, field) {
  const count = field.value.split(SPACES).filter(Boolean).length;
  counter.querySelector("b").textContent = count;
  counter.classList.toggle("counter--over", count > Number(counter.dataset.limit));
}

for (const counter of document.querySelectorAll("[data-words]")) {
  const field = document.getElementById(counter.dataset.words);
  for (const type of ["input", "portal:filled"]) {
    field.addEventListener(type, () => showCount(counter, field));
  }
  showCount(counter, field);
}
