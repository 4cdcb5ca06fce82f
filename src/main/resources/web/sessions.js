import {ask, el, duration, table} from "./elements.js";

const PAGE = 200;
const HEADS = [["Session"], ["Timeout"], ["Client here"], ["Waiting", "number"], ["Received", "number"], ["Sent", "number"]];

/** All sessions of the ensemble, with the connections that this peer has to them. */
export async function sessionsView(main, wanted) {
  const place = el("div", {}, "loading…");
  main.replaceChildren(el("h2", {}, "Sessions"), place);
  const sessions = [];
  let after = "";
  async function more() {
    const page = await ask(`/api/v1/sessions?limit=${PAGE}${after && `&after=${after}`}`);
    sessions.push(...page.sessions);
    after = page.next;
    place.replaceChildren(
      table(`${page.count.toLocaleString("en")} ${page.count === 1 ? "session" : "sessions"} in the ensemble`, HEADS, sessions.map(session => row(session, wanted))),
      after === null ? "" : el("button", {type: "button", onclick: more}, "More"));
  }
  await more().catch(failure => place.replaceChildren(el("p", {class: "bad"}, failure.message)));
}

function row(session, wanted) {
  const number = value => el("td", {class: "number"}, value ?? "–");
  return el("tr", {"aria-current": session.id === wanted ? "true" : null},
    el("th", {scope: "row"}, session.id), el("td", {}, duration(session.timeoutMillis)),
    el("td", {class: session.client ? "" : "quiet"}, session.client ?? "not connected to this peer"),
    number(session.outstanding), number(session.received), number(session.sent));
}
