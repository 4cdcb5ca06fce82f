/** Makes an element. Text is always text: nothing that a znode holds is ever read as HTML. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined).map(String_));
  return element;
}

const String_ = child => child instanceof Node ? child : document.createTextNode(String(child));

export async function ask(path) {
  const answer = await fetch(path, {headers: {Accept: "application/json"}});
  const body = await answer.json().catch(() => ({error: `the peer answered ${answer.status}`}));
  if (!answer.ok) {
    throw new Error(body.error ?? `the peer answered ${answer.status}`);
  }
  return body;
}

export function duration(millis) {
  const seconds = Math.floor(millis / 1000);
  const parts = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const at = parts.findIndex(([unit]) => seconds >= unit);
  if (at < 0) {
    return "0 s";
  }
  const [unit, name] = parts[at];
  const rest = parts[at + 1];
  const more = rest ? Math.floor(seconds % unit / rest[0]) : 0;
  return `${Math.floor(seconds / unit)} ${name}` + (more ? ` ${more} ${rest[1]}` : "");
}

export const zxid = number => number === null ? "–" : `0x${Math.floor(number / 2 ** 32).toString(16)}:${(number % 2 ** 32).toString(16)}`;

export function table(caption, heads, rows) {
  return el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": caption},
    el("table", {}, el("caption", {}, caption),
      el("thead", {}, el("tr", {}, ...heads.map(([name, kind]) => el("th", {scope: "col", class: kind}, name)))),
      el("tbody", {}, ...rows)));
}
