// Moves the focus to the summary of errors, so that it is read first.
document.querySelector("[data-focus]")?.focus();
