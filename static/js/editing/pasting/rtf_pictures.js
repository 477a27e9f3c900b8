// The pictures in the RTF that Word puts on the clipboard beside the HTML, in their order. Word
// gives each twice: as PNG or JPEG, and as a drawing of Windows, which is passed over.

const PICTURE = /\{\\pict\b/g;
const KINDS = { pngblip: "image/png", jpegblip: "image/jpeg" };
const KIND = /\\(pngblip|jpegblip)/;
const HEX = /[0-9a-fA-F\s]{40,}$/;

/** The group that begins here, to the brace that closes it. */
function readGroup(rtf, start) {
  let depth = 0;
  for (let place = start; place < rtf.length; place += 1) {
    if (rtf[place] === "{") {
      depth += 1;
    } else if (rtf[place] === "}") {
      depth -= 1;
    }
    if (depth === 0) {
      return rtf.slice(start, place);
    }
  }
  return "";
}

function readHex(text) {
  const digits = text.replace(/\s/g, "");
  const bytes = new Uint8Array(Math.floor(digits.length / 2));
  for (let place = 0; place < bytes.length; place += 1) {
    bytes[place] = Number.parseInt(digits.slice(place * 2, place * 2 + 2), 16);
  }
  return bytes;
}

function readPicture(group) {
  const type = KINDS[KIND.exec(group)?.[1]];
  const afterGroups = group.slice(group.lastIndexOf("}") + 1);
  const hex = type && HEX.exec(afterGroups)?.[0];
  return hex ? { type, bytes: readHex(hex) } : null;
}

export function readRtfPictures(rtf) {
  const starts = [...rtf.matchAll(PICTURE)].map(({ index }) => index);
  return starts.map((start) => readPicture(readGroup(rtf, start))).filter(Boolean);
}
