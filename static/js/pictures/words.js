// The words of the picture tools, in the page's language, and what a picture is called there.
import { createElement } from "../shared/elements.js";

export const words = document.querySelector("#picture-words")?.dataset;

export function pictureName(picture) {
  return picture.alt_hy || picture.name;
}

/** Its name stands beside it wherever it is shown, and is not read twice. */
export function createImage(picture) {
  return createElement("img", { src: picture.url, alt: "", loading: "lazy" });
}
