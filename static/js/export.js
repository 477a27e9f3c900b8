// Follows an export that is being made; the page works without it.
const bar = document.querySelector("[data-export]");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "application/json" } });
    const { state, done } = await answer.json();
    bar.value = done;
    document.querySelector("[data-count]").textContent = done;
    if (state === "done" || state === "failed") location.reload();
  } catch {
    /* the next look tells */
  }
}
setInterval(look, 2000);
