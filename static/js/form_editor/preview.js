// The form as an applicant sees it, beside the editor: the section that is being written.
const PAUSE = 400;

export class Preview {
  constructor(editor) {
    this.editor = editor;
    this.frame = editor.querySelector("[data-preview]");
    this.key = "";
  }

  get isSeen() {
    return this.frame?.checkVisibility();
  }

  follow(target) {
    const key = target.closest("[data-section]")?.dataset.key ?? "";
    if (key && key !== this.key) {
      this.key = key;
      this.reload();
    }
  }

  reload() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), PAUSE);
  }

  async show() {
    if (!this.isSeen) {
      return;
    }
    const address = new URL(this.frame.src);
    if (this.key) {
      address.searchParams.set("section", this.key);
    }
    // Whoever is signed out would be led to a page that stands in no frame.
    const answer = await fetch(address, { method: "HEAD", redirect: "manual" });
    if (answer.ok) {
      this.frame.contentWindow.location.replace(address);
    }
  }
}
