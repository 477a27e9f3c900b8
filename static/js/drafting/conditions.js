// Questions that are asked only if another is answered so.

function isAnswered(key, value) {
  const fields = [...document.getElementsByName(key)];
  return fields.some((field) => field.checked && field.value === value);
}

function showAsked() {
  for (const question of document.querySelectorAll("[data-show-if]")) {
    const { showIf, showValue } = question.dataset;
    question.hidden = !isAnswered(showIf, showValue);
  }
}

export function followConditions() {
  document.addEventListener("change", showAsked);
  document.addEventListener("portal:filled", showAsked);
  for (const explanation of document.querySelectorAll("[data-condition]")) {
    explanation.hidden = true; // what it says is seen to happen
  }
  showAsked();
}
