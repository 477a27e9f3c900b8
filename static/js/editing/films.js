// Which addresses are films of YouTube or Vimeo; core/text/films.py knows the same ones.

const YOUTUBE = /^(?:(?:www|m|music)\.)?youtube\.com$|^(?:www\.)?youtube-nocookie\.com$/;
const VIMEO = /^(?:(?:www|player)\.)?vimeo\.com$/;
const KEY = /^[\w-]{11}$/;
const YOUTUBE_PATH = /^\/(?:shorts|live|embed|v)\/([^/]+)\/?$/;
const VIMEO_PATH = /^\/(?:[\w/-]+\/)?\d{6,12}(?:\/[0-9a-f]{6,12})?\/?$/;
const LONGEST = 500;

function parseAddress(text) {
  try {
    return new URL(text.includes("://") ? text : `https://${text}`);
  } catch {
    return null;
  }
}

function isOfYoutube({ pathname, searchParams }) {
  const key = /^\/watch\/?$/.test(pathname)
    ? searchParams.get("v")
    : YOUTUBE_PATH.exec(pathname)?.[1];
  return KEY.test(key ?? "");
}

export function isFilm(address) {
  const text = address.trim();
  const url = text.length <= LONGEST && !/\s/.test(text) ? parseAddress(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return false;
  }
  const host = url.hostname.toLowerCase();
  if (host === "youtu.be") {
    return KEY.test(url.pathname.replaceAll("/", ""));
  }
  return (
    (YOUTUBE.test(host) && isOfYoutube(url)) || (VIMEO.test(host) && VIMEO_PATH.test(url.pathname))
  );
}
