import {ask, el} from "./elements.js";
import {nodeView} from "./node.js";

const PAGE = 200;

/** A tree that knows only what was opened; a large family comes a page at a time. */
export function treeView(main, path) {
  const tree = el("ul", {role: "tree", "aria-label": "Znodes", onkeydown: steer});
  const node = el("section", {class: "panel", "aria-label": "Znode", "aria-live": "polite"});
  const input = el("input", {name: "path", value: path, "aria-label": "Path of a znode", spellcheck: "false"});
  const form = el("form", {onsubmit: event => { event.preventDefault(); go(input.value); }},
    input, el("button", {}, "Go to"));
  main.replaceChildren(el("h2", {}, "Tree"), form,
    el("div", {class: "split"}, el("div", {class: "panel tree"}, tree), node));

  const root = item({name: "/", children: 1}, "/");
  root.tabIndex = 0;
  tree.append(root);
  open(root).then(() => reveal(path));

  async function reveal(target) {
    let at = root;
    for (const name of target.split("/").filter(Boolean)) {
      await open(at);
      const next = [...at.lastElementChild.children].find(child => child.dataset.name === name);
      if (!next) {
        break;
      }
      at = next;
    }
    select(at, false);
    nodeView(node, target);
  }

  function go(target) {
    location.hash = `#/tree?path=${encodeURIComponent(target || "/")}`;
  }

  function item(child, childPath) {
    const count = child.children > 0 ? el("span", {class: "quiet"}, child.children.toLocaleString("en")) : null;
    const row = el("div", {class: "row", onclick: () => { toggle(self); choose(self); }},
      el("span", {}, child.name), childPath === "/" ? null : count, child.ephemeral ? el("span", {class: "warn"}, "ephemeral") : null);
    const self = el("li", {role: "treeitem", tabindex: "-1", "aria-selected": "false",
      "aria-label": child.name + (child.children && childPath !== "/" ? `, ${child.children} children` : "") + (child.ephemeral ? ", ephemeral" : ""),
      "aria-expanded": child.children > 0 ? "false" : null}, row);
    self.dataset.path = childPath;
    self.dataset.name = child.name;
    return self;
  }

  async function open(at) {
    if (at.getAttribute("aria-expanded") !== "false") {
      return;
    }
    at.setAttribute("aria-expanded", "true");
    const group = el("ul", {role: "group"});
    at.append(group);
    await more(at, group, 0);
  }

  async function more(at, group, from) {
    try {
      const page = await ask(`/api/v1/tree?limit=${PAGE}&from=${from}&path=${encodeURIComponent(at.dataset.path)}`);
      const prefix = at.dataset.path === "/" ? "/" : at.dataset.path + "/";
      group.append(...page.children.map(child => item(child, prefix + child.name)));
      if (page.next !== null) {
        const rest = el("li", {role: "treeitem", tabindex: "-1", "aria-selected": "false", class: "more"},
          el("div", {class: "row", onclick: () => { rest.remove(); more(at, group, page.next); }},
            `${(page.count - page.next).toLocaleString("en")} more…`));
        group.append(rest);
      }
    } catch (failure) {
      group.append(el("li", {class: "bad", role: "none"}, failure.message));
    }
  }

  function toggle(at) {
    if (at.getAttribute("aria-expanded") === "true") {
      at.setAttribute("aria-expanded", "false");
      at.querySelector("[role=group]").remove();
    } else {
      open(at);
    }
  }

  function select(at, focus = true) {
    tree.querySelectorAll("[tabindex='0']").forEach(old => { old.tabIndex = -1; });
    tree.querySelectorAll("[aria-selected=true]").forEach(old => old.setAttribute("aria-selected", "false"));
    at.setAttribute("aria-selected", "true");
    at.tabIndex = 0;
    if (focus) {
      at.focus();
    }
  }

  function choose(at) {
    select(at);
    if (at.dataset.path) {
      history.replaceState(null, "", `#/tree?path=${encodeURIComponent(at.dataset.path)}`);
      input.value = at.dataset.path;
      nodeView(node, at.dataset.path);
    }
  }

  function steer(event) {
    const all = [...tree.querySelectorAll("[role=treeitem]")];
    const at = event.target.closest("[role=treeitem]");
    const place = all.indexOf(at);
    const expanded = at.getAttribute("aria-expanded");
    const moves = {
      ArrowDown: () => all[place + 1] && select(all[place + 1]),
      ArrowUp: () => all[place - 1] && select(all[place - 1]),
      Home: () => select(all[0]),
      End: () => select(all[all.length - 1]),
      ArrowRight: () => expanded === "false" ? open(at) : expanded === "true" && all[place + 1] && select(all[place + 1]),
      ArrowLeft: () => expanded === "true" ? toggle(at) : at.parentElement.closest("[role=treeitem]") && select(at.parentElement.closest("[role=treeitem]")),
      Enter: () => at.classList.contains("more") ? at.firstElementChild.click() : choose(at),
      " ": () => choose(at),
    };
    if (moves[event.key]) {
      event.preventDefault();
      moves[event.key]();
    }
  }
}
