// The frames follow the form: they load again whenever it was kept (editing/saving.js).
const frames = document.querySelector(".panes");

new BroadcastChannel("editing").addEventListener("message", ({ data }) => {
  if (data !== frames.dataset.copy) {
    return;
  }
  for (const frame of frames.querySelectorAll("iframe")) {
    frame.contentWindow.location.reload();
  }
});
