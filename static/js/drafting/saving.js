// Sends unsaved answers, one request at a time, and keeps a local copy of what did not arrive.
import { postFields, postRenewingToken, replaceToken } from "../shared/requests.js";
import { keepLocalCopy } from "./local_copy.js";
import { showBudgetFaults, showError } from "./status.js";

const PAUSE_AFTER_TYPING = 1200;
const PAUSE_AFTER_FAILURE = 8000;

const LONGEST_PAUSE = 120_000;

/** A busy server says how many seconds to wait; everyone waits a little differently. */
function refuseBusy(answer) {
  if (answer.status !== 429 && answer.status !== 503) {
    return;
  }
  const error = new Error(String(answer.status));
  const seconds = Number(answer.headers.get("Retry-After")) || 0;
  error.askedPause = Math.min(seconds * 1000 * (1 + Math.random() / 2), LONGEST_PAUSE);
  throw error;
}

export class Saving {
  /** `events`: what others do about an answer: onSignedOut, onClosed, onConflict, onOthers. */
  constructor(draft, status, events) {
    this.draft = draft;
    this.status = status;
    this.events = events;
    this.timer = 0;
    this.request = null;
    this.pause = PAUSE_AFTER_FAILURE;
  }

  schedule(pause = PAUSE_AFTER_TYPING) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  stopTimer() {
    clearTimeout(this.timer);
  }

  async save() {
    const { draft } = this;
    const keys = [...draft.unsavedKeys].filter((key) => !draft.conflicts.has(key));
    if (this.request || draft.isClosed || !keys.length) {
      return;
    }
    draft.markSent(keys);
    this.status.show("saving");
    this.request = this.sendAndSettle(keys);
    await this.request;
    this.request = null;
    if (draft.unsavedKeys.size && !draft.isClosed) {
      this.schedule(this.pause);
    }
  }

  async sendAndSettle(keys) {
    try {
      const answer = await this.send(keys);
      refuseBusy(answer);
      await this.settle(answer, keys);
      this.pause = PAUSE_AFTER_FAILURE;
    } catch (error) {
      this.draft.markUnsaved(keys);
      keepLocalCopy(this.draft);
      this.status.show("failed");
      this.pause = Math.max(PAUSE_AFTER_FAILURE, error.askedPause ?? 0);
      this.schedule(this.pause);
    }
  }

  send(keys, credentials = {}) {
    const { form } = this.draft;
    const fields = this.draft.readFields(keys);
    for (const [name, value] of Object.entries(credentials)) {
      fields.set(name, value);
    }
    return postRenewingToken(form.action, fields, form.dataset.token, { redirect: "error" });
  }

  /** The page is going away: no answer can be read any more. */
  sendLast() {
    const fields = this.draft.readFields([...this.draft.unsavedKeys]);
    const options = { redirect: "error", keepalive: true };
    postFields(this.draft.form.action, fields, options).catch(() => {});
  }

  /** Takes up what the server says; true when the answers arrived. */
  async settle(answer, keys) {
    const result = await answer.json();
    if (result.token) {
      replaceToken(result.token);
    }
    if (answer.status === 401 || result.signed_out) {
      this.draft.markUnsaved(keys);
      keepLocalCopy(this.draft);
      this.events.onSignedOut(result.errors, result.needs_code);
      return false;
    }
    if (result.closed) {
      this.draft.markUnsaved(keys);
      this.events.onClosed();
      return false;
    }
    if (answer.status !== 409 && !answer.ok) {
      throw new Error(String(answer.status));
    }
    this.takeUp(result, keys);
    return true;
  }

  takeUp(result, keys) {
    const conflicts = result.stale ?? {};
    for (const key of keys.filter((sent) => !(sent in conflicts))) {
      this.takeUpAnswer(key, result);
    }
    for (const [key, theirs] of Object.entries(conflicts)) {
      this.events.onConflict(key, theirs, result.revs[key]);
    }
    this.events.onOthers(result.others);
    keepLocalCopy(this.draft);
    showBudgetFaults(result.wrong);
    this.status.show(this.outcome(result), result.saved);
  }

  takeUpAnswer(key, { revs, errors }) {
    if (key in revs) {
      this.draft.setRevision(key, revs[key]);
    }
    showError(this.draft.question(key), errors[key]);
  }

  outcome(result) {
    if (result.version !== this.draft.form.dataset.version) {
      return "changed";
    }
    return result.stale ? "stale" : "done";
  }
}
