// A click on the picture says what must stay in view.
const box = document.querySelector("[data-focal]");
const across = document.getElementById("id_focal_x");
const down = document.getElementById("id_focal_y");

function percent(distance, length) {
  return Math.round((100 * distance) / length);
}

function start() {
  const mark = document.createElement("span");
  mark.className = "focal-mark";
  box.append(mark);
  const placeMark = () => {
    mark.style.insetInlineStart = `${across.value}%`;
    mark.style.insetBlockStart = `${down.value}%`;
  };
  box.addEventListener("click", ({ clientX, clientY }) => {
    const { left, top, width, height } = box.getBoundingClientRect();
    across.value = percent(clientX - left, width);
    down.value = percent(clientY - top, height);
    placeMark();
  });
  across.addEventListener("input", placeMark);
  down.addEventListener("input", placeMark);
  placeMark();
}

if (box && across && down) {
  start();
}
