// The same statements as a table, for those who would rather read than look.

const ROWS = 200;
let rows = ROWS;
let listed = "";

const SORTS = {
  subject: (s) => plain(labelOf(entities[s.subject])),
  relation: (s) => plain(relationOf(s)),
  object: (s) => plain(labelOf(entities[s.object])),
  certainty: (s) => s.certainty,
  date: (s) => latest(s),
  confidence: (s) => -Math.max(...shownEvidence(s).map((e) => e[CONFIDENCE])),
  count: (s) => -shownEvidence(s).length,
};

const latest = (s) => shownEvidence(s).map((e) => articles[e[ARTICLE]]?.date ?? "").sort().at(-1) ?? "";

function sorted() {
  const key = SORTS[state.sort];
  const keyed = view.statements.map((s) => [key(s), s]);
  const turn = state.descending ? -1 : 1;
  keyed.sort((a, b) => (a[0] < b[0] ? -turn : a[0] > b[0] ? turn : a[1].number - b[1].number));
  return keyed.map(([, s]) => s);
}

// All of the address but what only the drawing and the panel show.
function listing() {
  const words = new URLSearchParams(address().slice(1));
  for (const word of ["entity", "between", "extra", "shown", "theme"]) words.delete(word);
  return `${view.statements.length} ${words}`;
}

function showList() {
  const key = listing();
  if (key === listed) return;  // a choice of an entity leaves the table, its focus and its place alone
  if (listed) rows = ROWS;
  listed = key;
  const all = sorted();
  const order = el("div", { className: "sorting" }, el("label", {}, say("sort-by"), " ", chooser()), button(state.descending ? "▼" : "▲", () => change({ descending: !state.descending }), { "aria-label": say("turn"), title: say("turn") }));
  const table = el("table", {}, el("caption", { className: "hidden" }, say("statements-of")), el("thead", {}, el("tr", {}, ...Object.keys(SORTS).map(column))));
  table.append(el("tbody", {}, ...all.slice(0, rows).map(row)));
  const rest = all.length - rows;
  const more = rest > 0 ? button(say("more-rows", { count: amount(Math.min(ROWS, rest)) }), () => {
    rows += ROWS;
    listed = "";
    showList();
  }, { id: "more-rows" }) : null;
  $("list").replaceChildren(all.length ? el("div", { className: "table", tabIndex: 0, role: "region", "aria-label": say("list") }, order, table, more ?? "") : el("p", { className: "empty" }, say("nothing")));
}

// On a phone there is no row of headings to sort by.
function chooser() {
  const box = el("select", { id: "sort" }, ...Object.keys(SORTS).map((name) => el("option", { value: name, selected: state.sort === name }, say(`column-${name}`))));
  box.onchange = () => {
    change({ sort: box.value });
    requestAnimationFrame(() => $("sort").focus());
  };
  return box;
}

function column(name) {
  const mine = state.sort === name;
  const heading = el("th", { scope: "col", "aria-sort": mine ? (state.descending ? "descending" : "ascending") : "none" });
  heading.append(button(`${say(`column-${name}`)} ${mine ? (state.descending ? "▼" : "▲") : ""}`, () => {
    change({ sort: name, descending: mine && !state.descending });
    $("list").querySelector(`[data-column="${name}"]`).focus();
  }, { title: say("sort", { column: say(`column-${name}`) }), "data-column": name }));
  return heading;
}

function row(statement) {
  const ours = shownEvidence(statement);
  const certainty = certainties[statement.certainty];
  const open = () => openStatement(statement);
  const first = ours[0];
  return el("tr", { className: certainty },
    el("td", {}, el("span", { className: "thing" }, icon(entities[statement.subject].type), entityLink(statement.subject))),
    el("td", {}, button((isNegated(statement) ? `${say("not")}: ` : "") + relationOf(statement), open, { className: "link" })),
    el("td", {}, el("span", { className: "thing" }, icon(entities[statement.object].type), entityLink(statement.object))),
    el("td", {}, el("span", { className: `badge ${certainty}` }, say(certainty))),
    el("td", {}, latest(statement)),
    el("td", { className: "number" }, `${Math.round(Math.max(...ours.map((e) => e[CONFIDENCE])) * 100)} %`),
    el("td", { className: "quote" }, el("span", { lang: "nl", dir: "auto" }, ...inSentence(first)), ours.length > 1 ? el("small", {}, ` +${ours.length - 1}`) : ""));
}

// Both ends come into the drawing, for when the reader turns back to it.
function openStatement({ subject, object }) {
  const extra = [subject, object].filter((number) => !view.nodes.includes(number));
  change({ selected: null, edge: [subject, object], extra: new Set([...state.extra, ...extra]) }, { step: true });
}
