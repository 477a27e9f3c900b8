// What of a paste could not be kept, by kind, said above the text.

function createNotice(box) {
  const notice = document.createElement("p");
  notice.className = "messagelist-like warning";
  notice.dataset.lost = "";
  notice.setAttribute("role", "alert");
  box.before(notice);
  return notice;
}

/** Adds nothing up: the notice speaks of the last paste. */
export function tellLost({ editor, options, storage }, lost) {
  storage.lost = lost;
  const sentences = Object.entries(lost)
    .filter(([, count]) => count)
    .map(([kind, count]) => options.lost[kind].replace("%(n)s", count));
  if (!sentences.length && !storage.notice) {
    return;
  }
  storage.notice ??= createNotice(editor.view.dom.closest(".prose-editor"));
  storage.notice.textContent = sentences.join(" ");
  storage.notice.hidden = !sentences.length;
}
