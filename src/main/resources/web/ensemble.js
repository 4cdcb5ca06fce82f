import {el, duration, table, zxid} from "./elements.js";

const HEADS = [["Peer"], ["Role"], ["Epoch", "number"], ["Last zxid", "number"], ["Behind", "number"], ["Up"],
  ["Connections", "number"], ["Sessions", "number"], ["Znodes", "number"], ["Version"]];

/** Shows the ensemble, and again whenever the peer tells of it. */
export function ensembleView(main, live) {
  const verdict = el("p", {class: "verdict", role: "status", "aria-live": "polite"}, "Asking…");
  const unknown = el("ul", {class: "quiet"});
  const place = el("div");
  main.replaceChildren(el("h2", {}, "Ensemble"), verdict, place, unknown);
  let said = "";
  return live(ensemble => {
    if (ensemble.margin !== said) {
      said = ensemble.margin;
      verdict.textContent = said.charAt(0).toUpperCase() + said.slice(1) + ".";
      verdict.className = `verdict ${mood(ensemble)}`;
    }
    place.replaceChildren(table(
      `As peer ${ensemble.seenBy} sees it: quorum is ${ensemble.quorum} of ${ensemble.voters}`,
      HEADS, ensemble.peers.map(peer => row(peer, ensemble))));
    unknown.replaceChildren(...ensemble.unknown.map(line => el("li", {}, line)));
  });
}

function mood({leader, serving, quorum, voters}) {
  if (leader === null || serving < quorum) {
    return "bad";
  }
  return serving === quorum && voters > 1 ? "warn" : "good";
}

function row(peer, ensemble) {
  const {status} = peer;
  if (!status) {
    return el("tr", {}, el("th", {scope: "row"}, peer.id),
      el("td", {class: "bad", colspan: HEADS.length - 1}, "does not answer"));
  }
  const role = status.role.toLowerCase();
  const kind = role === "looking" ? "bad" : "good";
  return el("tr", {"data-role": role},
    el("th", {scope: "row"}, peer.id, peer.id === ensemble.seenBy ? " (this one)" : ""),
    el("td", {class: kind}, role === "leading" ? "★ leading" : role),
    number(status.epoch), number(zxid(status.zxid)), lag(peer.lag),
    el("td", {}, duration(status.uptimeMillis)),
    number(status.connections), number(status.sessions), number(status.znodes.toLocaleString("en")),
    el("td", {}, status.version.split(",")[0]));
}

const number = value => el("td", {class: "number"}, value);

const lag = value => el("td", {class: `number ${value > 100 ? "warn" : ""}`}, value === null ? "unknown" : value);
