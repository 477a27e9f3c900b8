// The frame of whoever is signed in: "/" leads to the field that finds, Escape closes the menu.
const find = document.getElementById("find");
const menu = document.querySelector(".account-menu");

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "/" && plain && !isTyping(event.target)) {
    event.preventDefault();
    find.focus();
    find.select();
  }
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  if (menu.open && !menu.contains(event.target)) {
    menu.open = false;
  }
});
