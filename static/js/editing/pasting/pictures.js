// Pictures do not come along: a text shows those of the library. They are counted, to be said.

const LARGEST_SPACER = 2; // pixels; what counts the readers of a letter is no picture
const EMOJI = /^\p{Extended_Pictographic}\P{L}*$/u;

function isNoPicture(image) {
  const sides = [image.getAttribute("width"), image.getAttribute("height")].map(Number.parseFloat);
  const isCheckbox = /checkbox/.test(image.getAttribute("aria-roledescription") ?? "");
  return isCheckbox || sides.some((side) => side <= LARGEST_SPACER);
}

function takeOut(image) {
  const paragraph = image.closest("p");
  image.remove();
  if (paragraph && !paragraph.textContent.trim() && !paragraph.querySelector("img")) {
    paragraph.remove();
  }
}

export function takeOutPictures(body) {
  let lost = 0;
  for (const image of body.querySelectorAll("img")) {
    const { alt } = image;
    if (EMOJI.test(alt)) {
      image.replaceWith(alt);
    } else {
      lost += isNoPicture(image) ? 0 : 1;
      takeOut(image);
    }
  }
  return lost;
}
