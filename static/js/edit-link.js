// Whoever signed in as staff finds on a public page the way to its form. The page is the same for
// everyone: the link is shown where the browser holds the mark of a signed-in member of staff.
if (document.cookie.split("; ").includes("edits=1")) {
  document.querySelector(".edit-link").hidden = false;
}
