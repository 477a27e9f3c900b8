// A submission whose answer is long in coming: says that it counts from when it reached the server.
const PATIENCE = 3000; // milliseconds

for (const form of document.querySelectorAll("[data-submission]")) {
  const place = form.querySelector("[data-waiting]");
  let timer;
  form.addEventListener("submit", () => {
    timer = setTimeout(() => {
      place.textContent = place.dataset.waiting;
    }, PATIENCE);
  });
  // come back to by the browser's own button
  addEventListener("pageshow", () => {
    clearTimeout(timer);
    place.textContent = "";
  });
}
