// The community of one's own, remembered in this browser alone.
const KEY = "my-town";

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function remember(slug) {
  try {
    localStorage.setItem(KEY, slug);
    return true;
  } catch {
    return false;
  }
}

function offerToForget(line) {
  line.hidden = false;
  line.querySelector("[data-town-forget]").addEventListener("click", () => {
    localStorage.removeItem(KEY);
    line.remove();
  });
}

async function showOn(place, slug) {
  const address = new URL(place.dataset.townPlace, location.href);
  address.searchParams.set("community", slug);
  const answer = await fetch(address);
  if (!answer.ok) {
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const town = page.getElementById("town");
  if (town) {
    place.replaceChildren(document.adoptNode(town));
  }
}

const town = document.getElementById("town");
const line = document.querySelector("[data-town-remembered]");
const place = document.querySelector("[data-town-place]");
if (town && line && remember(town.dataset.town)) {
  offerToForget(line);
}
if (place && remembered()) {
  showOn(place, remembered()).catch(() => {}); // without a line the form is there
}
