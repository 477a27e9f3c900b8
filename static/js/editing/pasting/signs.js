// The signs in front of the items of a list.
import { ancestors, readStyle } from "./styles.js";

const SYMBOL_FONTS = /symbol|wingdings|webdings/;
/** Word's white circle is an «o» of this one. */
const CIRCLE_FONTS = /courier new/;
/** U+F020–U+F0FF is where the signs of Symbol and Wingdings stand without their fonts. */
const BULLET = /^[•·∙⁃‣◦●○■□▪▫◆◇❖❑➢➤►▶✓✔✗✘☐☑☒\uF020-\uF0FF]$/u;
/** What those fonts draw a bullet in the place of; some of it is hardly ever a word. */
const LETTER_BULLET = /^[A-Za-z§¨ØÜüþàèðŸ]$/u;
const LIKELY_BULLET = /^[oqvnluw§¨ØÜüþàèðŸ]$/u;
const LETTERS = /^\(?\p{L}{1,5}[.)․։]$/u;
const FIRST_LETTER = /^\(?[աaа][.)․։]$/iu;
const SHORT_NUMBER = /^\(?(?:\d{1,3}[.)․]|\p{Ll}[)․.]|\p{L}\))$/u;
const ALPHABETS = ["աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ", "abcdefghijklmnopqrstuvwxyz"];

function hasFont(element, fonts) {
  return ancestors(element).some((one) => fonts.test(readStyle(one)["font-family"] ?? ""));
}

/** The font is said by what the sign stands in, or by a part of it. */
export function isSymbol(element) {
  return [element, ...element.querySelectorAll("*")].some((one) => hasFont(one, SYMBOL_FONTS));
}

/** «3.» → 3, «1.2.» → 2, «ա)» → 1; 0 for a later letter, null for what counts nothing. */
export function readNumber(sign) {
  const digits = /(\d+)\D*$/.exec(sign);
  if (digits) {
    return Number(digits[1]);
  }
  return LETTERS.test(sign) ? Number(FIRST_LETTER.test(sign)) : null;
}

/** Whether a sign that stands in `element` is a bullet; letters are one in their fonts alone. */
export function isBullet(sign, element, isInList) {
  if (!LETTER_BULLET.test(sign)) {
    return BULLET.test(sign);
  }
  return (
    (isInList && LIKELY_BULLET.test(sign)) ||
    hasFont(element, SYMBOL_FONTS) ||
    (sign === "o" && hasFont(element, CIRCLE_FONTS))
  );
}

/** The place of a typed number among its kind: «2.» → 2, «բ)» → 2; 0 for what is none. */
export function readPlace(sign) {
  if (!SHORT_NUMBER.test(sign)) {
    return 0;
  }
  const counted = sign.replace(/[^\p{L}\d]/gu, "").toLowerCase();
  const places = ALPHABETS.map((alphabet) => alphabet.indexOf(counted) + 1);
  return Number(counted) || Math.max(...places);
}
