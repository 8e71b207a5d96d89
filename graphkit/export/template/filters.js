// The filters at the side: kinds, relations, certainty, confidence, sources, articles, words.

const SHAPES = {
  dot: () => svg("circle", { cx: 8, cy: 8, r: 6 }),
  square: () => svg("rect", { x: 2.5, y: 2.5, width: 11, height: 11 }),
  diamond: () => svg("path", { d: "M8 1 15 8 8 15 1 8Z" }),
  triangle: () => svg("path", { d: "M8 1.5 15 14H1Z" }),
  triangleDown: () => svg("path", { d: "M8 14.5 15 2H1Z" }),
  hexagon: () => svg("path", { d: "M15 8 11.5 14.1H4.5L1 8 4.5 1.9H11.5Z" }),
  star: () => svg("path", { d: "M8 .8 10 5.9 15.5 6.2 11.2 9.6 12.7 14.9 8 11.9 3.3 14.9 4.8 9.6 .5 6.2 6 5.9Z" }),
};

function icon(type) {
  const { shape } = types[type].look;
  return svg("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true", fill: colourOf(type) }, (SHAPES[shape] ?? SHAPES.dot)());
}

function line(certainty) {
  const dashes = { asserted: "", possible: "6 4", negated: "2 3" }[certainty];
  const picture = svg("svg", { viewBox: "0 0 34 12", class: `line ${certainty}`, "aria-hidden": "true" }, svg("path", { d: "M1 6H33", "stroke-dasharray": dashes }));
  if (certainty === "negated") picture.append(svg("path", { d: "M17 1V11" }));
  return picture;
}

// How many statements (or, for kinds, entities that a statement is about) each choice holds in the whole graph.
const tally = (values) => values.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map());
const perType = tally(entities.filter((entity) => entity.statements.length).map((entity) => entity.type));
for (const { type } of entities) if (!perType.has(type)) perType.set(type, 0);
const perRelation = tally(statements.map((statement) => statement.relation));
const perCertainty = tally(statements.map((statement) => statement.certainty));
const perSource = new Map(Object.entries(columns.said.sources));

const ofMost = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);

// Each group of boxes: where it stands, what of the state it sets, its values with their counts, and how one shows.
const GROUPS = [
  ["filter-certainty", "offCertainties", [...certainties.keys()], perCertainty, (value) => [line(certainties[value]), el("span", { title: say(`${certainties[value]}-means`) }, say(certainties[value]))]],
  ["filter-type", "offTypes", ofMost(perType), perType, (value) => [icon(value), el("span", {}, wordOf(types[value]))]],
  ["filter-relation", "offRelations", ofMost(perRelation), perRelation, (value) => [el("span", {}, wordOf(relations[value]))]],
  ["filter-source", "offSources", ofMost(perSource), perSource, (value) => [named(value || "—")]],
];
let worded = "";  // the language and theme in which the boxes were made

function choices(id, key, values, counts, shown) {
  const box = $(id);
  const legend = box.querySelector("legend");
  const set = (next) => change({ [key]: next });
  const all = values.length > 3 ? el("p", { className: "row" }, button(say("all"), () => set(new Set()), { className: "link" }), button(say("none"), () => set(new Set(values)), { className: "link" })) : null;
  const items = values.map((value) => {
    const input = el("input", { type: "checkbox" });
    input.onchange = () => {
      const next = new Set(state[key]);
      next[input.checked ? "delete" : "add"](value);
      set(next);
    };
    const label = el("label", { className: "check" }, input, ...shown(value), el("span", { className: "tally" }, amount(counts.get(value) ?? 0)));
    const alone = values.length > 2 ? button(say("only"), () => set(new Set(values.filter((other) => other !== value))), { className: "link alone" }) : null;
    return el("div", { className: "choice" }, label, alone);
  });
  box.replaceChildren(legend, ...(all ? [all] : []), ...items);
}

function showFilters() {
  const words = `${state.language} ${dark()}`;
  if (words !== worded) {
    for (const group of GROUPS) choices(...group);
    showLegend();
  }
  worded = words;
  for (const [id, key, values] of GROUPS) [...$(id).querySelectorAll("input")].forEach((input, index) => (input.checked = !state[key].has(values[index])));
  $("group-source").hidden = perSource.size < 2;
  $("group-article").hidden = articles.length < 2;
  $("article-chosen").replaceChildren(...[...state.articles].map((number) => el("li", {}, named(articles[number].title), button("×", () => {
    const next = new Set(state.articles);
    next.delete(number);
    change({ articles: next });
  }, { "aria-label": `${say("close")}: ${articles[number].title}` }))));
  if (document.activeElement !== $("words")) $("words").value = state.words;
  $("confidence").value = state.confidence;
  $("confidence-shown").textContent = `${state.confidence} %`;
  $("loose").checked = state.loose;
  const on = isFiltered();
  $("filters-count").textContent = on ? ` (${on})` : "";
  $("filters-clear").hidden = !on;
}

function showLegend() {
  $("legend-items").replaceChildren(...looks().map((alike) => el("div", {}, icon(alike[0]), alike.map((type) => wordOf(types[type])).join(", "))), ...certainties.map((c) => el("div", {}, line(c), `${say(c)}: ${say(`${c}-means`)}`)), el("div", {}, `${say("legend-size")}; ${say("legend-width")}`), el("div", {}, say("legend-ends"), el("mark", { className: "subject" }, say("subject")), el("mark", { className: "object" }, say("object"))));
}

// Types that look alike share a line of the legend.
function looks() {
  const found = new Map();
  for (const type of ofMost(perType)) {
    const look = JSON.stringify(types[type].look);
    found.set(look, [...(found.get(look) ?? []), type]);
  }
  return [...found.values()];
}

function clearFilters() {
  const { offTypes, offRelations, offCertainties, offSources, articles: none, confidence, from, until, words, loose } = fresh();
  $("words").value = "";
  change({ offTypes, offRelations, offCertainties, offSources, articles: none, confidence, from, until, words, loose });
}

function openFilters(yes) {
  document.body.classList.toggle("with-filters", yes);
  $("filters-toggle").setAttribute("aria-expanded", String(yes));
}

const filtersOpen = () => document.body.classList.contains("with-filters");

function startFilters() {
  let waiting = 0;
  $("words").oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({ words: $("words").value.trim() }), 150);
  };
  $("confidence").oninput = () => change({ confidence: Number($("confidence").value) });
  $("loose").onchange = () => change({ loose: $("loose").checked });
  $("filters-clear").onclick = $("nothing-clear").onclick = clearFilters;
  $("filters-toggle").onclick = () => {
    openFilters(!filtersOpen());
    if (filtersOpen()) $("filters").querySelector("input").focus();
  };
  $("filters-close").onclick = () => {
    openFilters(false);
    $("filters-toggle").focus();
  };
  openFilters(matchMedia("(min-width: 60rem)").matches);
}
