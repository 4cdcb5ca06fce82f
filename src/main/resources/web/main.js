import {ask} from "./elements.js";
import {ensembleView} from "./ensemble.js";
import {sessionsView} from "./sessions.js";
import {treeView} from "./tree.js";

const main = document.getElementById("content");
const link = document.getElementById("link");
let listener = () => {};
let latest = null;

/** One stream for the whole page; the browser dials again by itself. */
const events = new EventSource("/api/v1/events");
events.addEventListener("open", () => { link.textContent = "live"; });
events.addEventListener("error", () => { link.textContent = "no connection to this peer; trying again"; });
events.addEventListener("ensemble", event => {
  latest = JSON.parse(event.data);
  listener(latest);
});

/** Not to wait for the first beat of the stream. */
ask("/api/v1/ensemble").then(ensemble => {
  latest = latest ?? ensemble;
  listener(latest);
}, () => { link.textContent = "this peer does not tell yet"; });

function live(told) {
  listener = told;
  if (latest) {
    told(latest);
  }
}

function show() {
  const [view, query] = (location.hash.replace(/^#\//, "") || "ensemble").split("?");
  const parameters = new URLSearchParams(query);
  listener = () => {};
  document.querySelectorAll("nav a").forEach(a => {
    if (a.hash === `#/${view}`) {
      a.setAttribute("aria-current", "page");
    } else {
      a.removeAttribute("aria-current");
    }
  });
  if (view === "tree") {
    treeView(main, parameters.get("path") || "/");
  } else if (view === "sessions") {
    sessionsView(main, parameters.get("id"));
  } else {
    ensembleView(main, live);
  }
}

addEventListener("hashchange", show);
show();
