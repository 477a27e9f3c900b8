// What the page says about the state of saving; the words stand in the page, in its language.

export class Status {
  constructor(element) {
    this.element = element;
  }

  show(name, savedAt = "") {
    this.element.textContent = this.element.dataset[name].replace("{}", savedAt);
  }

  clear() {
    this.element.textContent = "";
  }
}

/** An error of an answer stands at its question, and goes when the answer is right. */
export function showError(question, message) {
  const error = question?.querySelector("[data-error]");
  if (!error) {
    return;
  }
  error.textContent = message ?? "";
  error.hidden = !message;
  question.classList.toggle("field--error", Boolean(message));
}

/** What keeps the budget from being submitted, as it stands now. */
export function showBudgetFaults(faults) {
  const notice = document.querySelector("[data-wrong]");
  if (!notice || !faults) {
    return;
  }
  notice.hidden = !faults.length;
  const items = faults.map((fault) => {
    const item = document.createElement("li");
    item.textContent = fault;
    return item;
  });
  notice.querySelector("ul").replaceChildren(...items);
}
