// Pictures on the clipboard. What is there as data goes to the library; what is only an address of
// somebody else's is left out, and counted, to be said.
import { readRtfPictures } from "./rtf_pictures.js";

const LARGEST_SPACER = 2; // pixels; what counts the readers of a letter is no picture
const EMOJI = /^\p{Extended_Pictographic}\P{L}*$/u;
const DATA = /^data:(image\/(?:png|jpeg|gif|webp|avif|heic));base64,([A-Za-z0-9+/=\s%]+)$/;
const LOCAL = /^file:/i;

let pastedPictures = 0;

function isNoPicture(image) {
  const sides = [image.getAttribute("width"), image.getAttribute("height")].map(Number.parseFloat);
  const isCheckbox = /checkbox/.test(image.getAttribute("aria-roledescription") ?? "");
  return isCheckbox || sides.some((side) => side <= LARGEST_SPACER);
}

function readBytes(base64) {
  try {
    return Uint8Array.from(atob(decodeURIComponent(base64)), (sign) => sign.codePointAt(0));
  } catch {
    return null;
  }
}

/** Each pasted picture has a name of its own until the library gives it a key. */
export function namePasted(file) {
  pastedPictures += 1;
  return { uid: `pasted-${pastedPictures}`, file };
}

function asFile(type, bytes) {
  const name = `pasted-${pastedPictures + 1}.${type.split("/")[1].replace("jpeg", "jpg")}`;
  return new File([bytes], name, { type });
}

function readData(image) {
  const [, type, base64] = DATA.exec(image.getAttribute("src") ?? "") ?? [];
  const bytes = type && readBytes(base64);
  return bytes ? asFile(type, bytes) : null;
}

/** Office programs name files of their own disk; the same pictures are in the clipboard's RTF. */
function readLocal(images, rtf) {
  const local = images.filter((image) => LOCAL.test(image.getAttribute("src") ?? ""));
  const pictures = local.length && rtf ? readRtfPictures(rtf) : [];
  const isSame = pictures.length === local.length;
  return new Map(isSame ? local.map((image, place) => [image, pictures[place]]) : []);
}

function takeOut(image) {
  const paragraph = image.closest("p");
  image.remove();
  if (paragraph && !paragraph.textContent.trim() && !paragraph.querySelector("img")) {
    paragraph.remove();
  }
}

/** A figure stands by itself: after the paragraph that the picture was in. */
function putFigure(image, uid) {
  const figure = image.ownerDocument.createElement("figure");
  figure.dataset.picture = uid;
  const block = image.closest("p, h1, h2, h3, h4, h5, h6");
  (block ?? image).after(figure);
  takeOut(image);
}

/** What the library can take, by name, and how many pictures had to be left out. */
export function takeOutPictures(body, rtf) {
  const images = [...body.querySelectorAll("img")].filter((image) => {
    if (EMOJI.test(image.alt)) {
      image.replaceWith(image.alt);
    } else if (isNoPicture(image)) {
      takeOut(image);
    }
    return image.isConnected;
  });
  const local = readLocal(images, rtf);
  const pictures = [];
  let lost = 0;
  for (const image of images.toReversed()) {
    const found = local.get(image);
    const file = found ? asFile(found.type, found.bytes) : readData(image);
    if (file) {
      const picture = namePasted(file);
      pictures.unshift(picture);
      putFigure(image, picture.uid);
    } else {
      lost += 1;
      takeOut(image);
    }
  }
  return { pictures, lost };
}
