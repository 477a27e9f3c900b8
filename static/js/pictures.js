// Choosing pictures of the library: for the fields of a form, and for the rich text editor.
import { choosePictures } from "./pictures/chooser.js";
import { startPicturesField } from "./pictures/field.js";
import { picturesByUid, uploadPicture } from "./pictures/library.js";
import { words } from "./pictures/words.js";

if (document.querySelector("#editing") && words) {
  for (const box of document.querySelectorAll("[data-pictures-field]")) {
    startPicturesField(box);
  }
  // The rich text editor starts before this module or after it, and asks when it needs them.
  window.portalPictures = {
    choose: choosePictures,
    details: picturesByUid,
    upload: uploadPicture,
    words,
  };
}
