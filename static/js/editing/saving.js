// Keeps a working copy on the server while one writes, and tells it that one is still here.
import { serialise } from "../shared/forms.js";
import { postRenewingToken } from "../shared/requests.js";
import { showFindings } from "./findings.js";
import { forgetLocalCopy, keepLocalCopy } from "./local_copy.js";
import { showOthers } from "./presence.js";
import { showSignedOut } from "./session.js";

const PAUSE_BETWEEN_LOOKS = 3000;
const PAUSE_BETWEEN_REPORTS = 30000;

export class Saving {
  constructor(edited) {
    this.edited = edited;
    this.savedText = serialise(edited.readFields());
    this.reportedAt = 0;
    this.isSending = false;
    this.hasLocalCopy = false;
  }

  start() {
    this.look();
    setInterval(() => this.look(), PAUSE_BETWEEN_LOOKS);
    window.addEventListener("pagehide", () => this.keepUnsaved());
  }

  /** What was typed since the last look stays in this browser when the page is left. */
  keepUnsaved() {
    const fields = this.edited.readFields();
    if (!this.edited.isLeaving && this.edited.isTouched && serialise(fields) !== this.savedText) {
      this.keepLocally(fields);
    }
  }

  async look() {
    if (this.isSending || this.edited.isLeaving) {
      return;
    }
    const fields = this.edited.readFields();
    const text = serialise(fields);
    if (!this.edited.isTouched) {
      this.savedText = text;
    }
    const hasChanged = text !== this.savedText;
    if (hasChanged || Date.now() - this.reportedAt >= PAUSE_BETWEEN_REPORTS) {
      await this.report(fields, text, hasChanged);
    }
  }

  async report(fields, text, hasChanged) {
    this.isSending = true;
    this.reportedAt = Date.now();
    if (!hasChanged) {
      fields.append("_here", "1"); // nothing to save: only that one is here
    }
    try {
      const result = await this.send(fields);
      if (result && hasChanged) {
        this.noteSaved(text, result.saved);
      }
      if (result) {
        showOthers(this.edited, result);
        showFindings(this.edited, result.findings);
      }
    } catch {
      this.keepLocally(fields);
      this.edited.showStatus(this.edited.box.dataset.offline);
    }
    this.isSending = false;
  }

  /** What the server answers; null when one is signed out and the text is kept here instead. */
  async send(fields) {
    const { copy, token } = this.edited.box.dataset;
    const answer = await postRenewingToken(copy, fields, token);
    if (answer.status === 401 || answer.status === 403) {
      this.keepLocally(fields);
      showSignedOut(this.edited);
      return null;
    }
    this.hasLocalCopy = false;
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer.json();
  }

  noteSaved(text, message) {
    this.savedText = text;
    this.edited.showStatus(message);
    forgetLocalCopy(this.edited);
    // The frames of a preview load again (preview.js).
    new BroadcastChannel("editing").postMessage(this.edited.value("_copy"));
  }

  keepLocally(fields) {
    this.hasLocalCopy = true;
    keepLocalCopy(this.edited, fields);
  }
}
