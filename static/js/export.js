// Follows an export that is being made; the page works without it.
import { getJson } from "./shared/requests.js";

const PAUSE_BETWEEN_LOOKS = 2000;
const progress = document.querySelector("[data-export]");

async function showProgress() {
  try {
    const answer = await getJson(location.href);
    const { state, done } = await answer.json();
    progress.value = done;
    document.querySelector("[data-count]").textContent = done;
    if (state === "done" || state === "failed") {
      location.reload();
    }
  } catch {
    // The next look tells.
  }
}

setInterval(showProgress, PAUSE_BETWEEN_LOOKS);
