// The session has ended: one signs in on the spot and goes on where one was writing.

function rememberPlace(form) {
  const field = document.activeElement;
  return form.contains(field) ? { field, caret: field.selectionStart } : null;
}

/** Chromium gives the focus back without a caret: what one types next would be lost. */
function returnToPlace(place) {
  if (!place) {
    return;
  }
  const { field, caret } = place;
  field.blur();
  field.focus();
  if (field.setSelectionRange && caret !== null) {
    field.setSelectionRange(caret, caret);
  }
}

export class SignInAgain {
  constructor(dialog, draft, saving) {
    this.dialog = dialog;
    this.draft = draft;
    this.saving = saving;
    this.error = dialog.querySelector("[data-again-error]");
    this.code = dialog.querySelector("[data-again-code]");
    this.place = null;
    this.wasDismissed = false;
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.signIn(event.target.elements);
    });
    dialog.querySelector("[data-again-close]").addEventListener("click", () => {
      this.wasDismissed = true;
      this.goOn();
    });
    dialog.addEventListener("cancel", () => {
      this.wasDismissed = true; // by Escape
    });
    dialog.addEventListener("close", () => this.goOn());
  }

  /** At once: the dialog's own event of closing comes later, and keys are pressed meanwhile. */
  goOn() {
    const { place } = this;
    this.place = null;
    this.dialog.close();
    returnToPlace(place);
  }

  /** `needsCode`: the password was right, and the second factor comes next. */
  open(errors = [], needsCode = false) {
    this.error.textContent = errors.join(" ");
    const isSecondStep = needsCode && this.code.hidden;
    this.code.hidden = !needsCode;
    if (isSecondStep && this.dialog.open) {
      this.code.querySelector("input").focus();
    }
    if (this.dialog.open || this.wasDismissed) {
      return;
    }
    this.place = rememberPlace(this.draft.form);
    this.dialog.showModal();
  }

  /** Asked for by an action of one's own, so it is shown again even when it was put away. */
  reopen() {
    this.wasDismissed = false;
    this.open();
  }

  credentials(fields) {
    const names = this.code.hidden ? ["relogin-login", "relogin-password"] : ["relogin-code"];
    return Object.fromEntries(names.map((name) => [name, fields[name].value]));
  }

  /** The password travels with the unsaved answers, so that signing in saves them. */
  async signIn(fields) {
    const keys = [...this.draft.unsavedKeys];
    try {
      const answer = await this.saving.send(keys, this.credentials(fields));
      this.draft.markSent(keys);
      if (await this.saving.settle(answer, keys)) {
        fields["relogin-password"].value = "";
        fields["relogin-code"].value = "";
        this.code.hidden = true;
        this.wasDismissed = false;
        this.goOn();
      }
    } catch {
      this.error.textContent = this.error.dataset.offline;
    }
  }
}
