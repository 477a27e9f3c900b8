// A text that ends with a figure: there is a line after it to write on. A figure alone would also
// be taken for an empty text by the editor's library.

export function addLastLine(transactions, _before, { doc, schema, tr }) {
  const hasChanged = transactions.some(({ docChanged }) => docChanged);
  if (hasChanged && doc.lastChild.isAtom) {
    return tr.insert(doc.content.size, schema.nodes.paragraph.create());
  }
  return null;
}
