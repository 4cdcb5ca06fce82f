import {ask, el} from "./elements.js";

const WAYS = {text: asText, JSON: asJson, hex: asHex};

/** One znode: its data in the form that suits it, its stat, its ACL, and the session that owns it. */
export async function nodeView(place, path) {
  place.dataset.path = path;
  let node;
  try {
    node = await ask(`/api/v1/node?path=${encodeURIComponent(path)}`);
  } catch (failure) {
    node = {error: failure.message};
  }
  if (place.dataset.path !== path) {
    return; // Another one was chosen meanwhile.
  }
  if (node.error) {
    place.replaceChildren(el("h3", {}, path), el("p", {class: "bad"}, node.error));
    return;
  }
  const bytes = Uint8Array.from(atob(node.data), character => character.charCodeAt(0));
  const shown = el("pre", {tabindex: "0", "aria-label": "Data"});
  const buttons = Object.keys(WAYS).map(way => el("button", {type: "button", onclick: () => show(way)}, way));
  function show(way) {
    buttons.forEach(button => button.setAttribute("aria-pressed", String(button.textContent === way)));
    shown.textContent = WAYS[way](bytes);
  }
  place.replaceChildren(el("h3", {}, path),
    el("div", {role: "group", "aria-label": "Show data as"}, ...buttons), shown,
    node.truncated ? el("p", {class: "warn"}, "Only the first 256 KiB are shown.") : "",
    el("h3", {}, "Stat"), el("dl", {}, ...Object.entries(node.stat).flatMap(([key, value]) =>
      [el("dt", {}, key), el("dd", {}, valueOf(key, value))])),
    el("h3", {}, "ACL"), el("p", {}, node.acl === null ? "not for everybody to read"
      : node.acl.map(entry => `${entry.scheme}:${entry.id}:${entry.permissions}`).join(", ") || "open"));
  show(suitable(bytes));
}

function valueOf(key, value) {
  if (key === "ctime" || key === "mtime") {
    return new Date(value).toISOString();
  }
  if (key === "ephemeralOwner") {
    return value === null ? "none" : el("a", {href: `#/sessions?id=${value}`}, `session ${value}`);
  }
  return value;
}

function suitable(bytes) {
  const text = strictText(bytes);
  if (text === null || /[\u0000-\u0008\u000e-\u001f]/.test(text)) {
    return "hex";
  }
  return /^\s*[[{]/.test(text) && asJson(bytes) !== NO_JSON ? "JSON" : "text";
}

function strictText(bytes) {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    return null;
  }
}

const NO_JSON = "(is no JSON)";

function asText(bytes) {
  return bytes.length ? new TextDecoder().decode(bytes) : "(empty)";
}

function asJson(bytes) {
  try {
    return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2);
  } catch {
    return NO_JSON;
  }
}

function asHex(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const part = [...bytes.slice(at, at + 16)];
    const hex = part.map(byte => byte.toString(16).padStart(2, "0")).join(" ");
    const ascii = part.map(byte => byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".").join("");
    lines.push(`${at.toString(16).padStart(8, "0")}  ${hex.padEnd(47)}  ${ascii}`);
  }
  return lines.join("\n") || "(empty)";
}
