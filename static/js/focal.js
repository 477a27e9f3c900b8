// A click on the picture says what must stay in view.
const box = document.querySelector("[data-focal]");
const [x, y] = ["focal_x", "focal_y"].map((name) => document.getElementById(`id_${name}`));
if (box && x && y) {
  const mark = document.createElement("span");
  mark.className = "focal-mark";
  box.append(mark);
  const place = () => {
    mark.style.insetInlineStart = `${x.value}%`;
    mark.style.insetBlockStart = `${y.value}%`;
  };
  box.addEventListener("click", (event) => {
    const at = box.getBoundingClientRect();
    x.value = Math.round((100 * (event.clientX - at.left)) / at.width);
    y.value = Math.round((100 * (event.clientY - at.top)) / at.height);
    place();
  });
  [x, y].forEach((field) => field.addEventListener("input", place));
  place();
}
