// The panes follow the form: they load again whenever it was kept (editing/saving.js). A page of a
// computer's width is made smaller until it fits its pane.
const panes = document.querySelector(".panes");

new BroadcastChannel("editing").addEventListener("message", ({ data }) => {
  if (data !== panes.dataset.copy) {
    return;
  }
  for (const frame of panes.querySelectorAll("iframe")) {
    frame.contentWindow.location.reload();
  }
});

function fit(pane) {
  const scale = Math.min(1, pane.clientWidth / Number(pane.dataset.width));
  pane.style.setProperty("--scale", String(scale));
}

const watch = new ResizeObserver((entries) => {
  for (const entry of entries) {
    fit(entry.target);
  }
});
for (const pane of panes.querySelectorAll(".pane")) {
  watch.observe(pane);
}
