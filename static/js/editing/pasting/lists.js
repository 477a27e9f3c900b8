// Lists that are paragraphs with a sign in front, as Word sends them or as somebody typed them.
import { findTypedItems } from "./typed_lists.js";
import { findWordItems } from "./word_lists.js";

function createList(item) {
  const list = item.paragraph.ownerDocument.createElement(item.isOrdered ? "ol" : "ul");
  if (item.isOrdered && item.number > 1) {
    list.setAttribute("start", item.number);
  }
  return list;
}

/** A list of the other kind, or one that counts from one again, is another list. */
function goesOn({ list, level }, item) {
  const isSameKind = list.localName === (item.isOrdered ? "ol" : "ul");
  return level === item.level && isSameKind && !(item.isOrdered && item.number === 1);
}

class ListBuilder {
  constructor() {
    this.open = []; // the lists that the last item stands in, from the outside
  }

  add(item) {
    if (item.paragraph.previousElementSibling !== this.open[0]?.list) {
      this.open = [];
    }
    while (this.open.length && this.open.at(-1).level > item.level) {
      this.open.pop();
    }
    if (!this.open.length || !goesOn(this.open.at(-1), item)) {
      this.begin(item);
    }
    const entry = item.paragraph.ownerDocument.createElement("li");
    this.open.at(-1).list.append(entry);
    entry.append(item.paragraph);
  }

  begin(item) {
    if (this.open.at(-1)?.level === item.level) {
      this.open.pop();
    }
    const list = createList(item);
    const outer = this.open.at(-1)?.list;
    if (outer) {
      outer.lastElementChild.append(list);
    } else {
      item.paragraph.before(list);
    }
    this.open.push({ list, level: item.level });
  }
}

export function markLists(body) {
  for (const find of [findWordItems, findTypedItems]) {
    const builder = new ListBuilder();
    for (const item of find(body)) {
      builder.add(item);
    }
  }
}
