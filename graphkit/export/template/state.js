// What is chosen now, and its form in the address after the #. Whoever changes it calls `change`.

// As many entities as the window has room for with their names: a phone's holds a third of what a desk's does.
const START = Math.min(columns.start, Math.max(25, 5 * Math.round((innerWidth * innerHeight) / 63_000)));
const MOST_DRAWN = 3 * START;  // beyond it a picture is a hairball

const fresh = () => ({
  view: "graph", language: "en", theme: "", scope: "all", depth: 1, focus: null, target: null, selected: null,
  edge: null, shown: START, extra: new Set(), offTypes: new Set(), offRelations: new Set(), offCertainties: new Set(),
  offSources: new Set(), articles: new Set(), confidence: 0, from: "", until: "", words: "", loose: false,
  sort: "subject", descending: false,
});

let state = { ...fresh(), language: (navigator.language || "en").startsWith("nl") ? "nl" : "en" };
const listeners = [];

function change(values, { step = false } = {}) {
  Object.assign(state, values);
  remember(step);
  for (const listener of listeners) listener();
}

const numbersToNames = (numbers, list, key) => [...numbers].map((number) => list[number][key]).join("|");

function address() {
  const words = new URLSearchParams();
  const put = (key, value, unless = "") => value !== unless && value !== null && words.set(key, value);
  const entity = (number) => (number === null ? "" : entities[number].id);
  put("view", state.view, "graph");
  put("lang", state.language);
  put("theme", state.theme);
  put("scope", state.scope, "all");
  if (state.scope !== "all") {
    put("focus", entity(state.focus));
    if (state.scope === "near") put("depth", String(state.depth));
    else put("target", entity(state.target));
  }
  put("entity", entity(state.selected));
  if (state.edge) put("between", state.edge.map(entity).join("|"));
  put("shown", String(state.shown), String(START));
  put("extra", numbersToNames(state.extra, entities, "id"));
  put("no-type", numbersToNames(state.offTypes, types, "name"));
  put("no-relation", numbersToNames(state.offRelations, relations, "name"));
  put("no-certainty", [...state.offCertainties].map((number) => certainties[number]).join("|"));
  put("no-source", [...state.offSources].join("|"));
  put("article", numbersToNames(state.articles, articles, "id"));
  put("confidence", String(state.confidence), "0");
  put("from", state.from);
  put("until", state.until);
  put("words", state.words);
  put("loose", state.loose ? "1" : "");
  put("sort", (state.descending ? "-" : "") + state.sort, "subject");
  return "#" + words.toString();
}

function restore(hash) {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const list = (key) => (words.get(key) || "").split("|").filter(Boolean);
  const entity = (id) => (id ? entityById(id)?.number ?? null : null);
  const numbers = (key, all, name) => new Set(list(key).map((word) => all.findIndex((one) => name(one) === word)).filter((found) => found >= 0));
  const whole = (key, low, high, otherwise) => Math.min(high, Math.max(low, Math.trunc(Number(words.get(key))) || otherwise));
  const sort = words.get("sort") || "subject";
  const between = list("between").map(entity);
  const found = {
    view: words.get("view") === "list" ? "list" : "graph",
    language: Object.hasOwn(strings, words.get("lang") ?? "") ? words.get("lang") : state.language,
    theme: ["light", "dark"].includes(words.get("theme")) ? words.get("theme") : "",
    scope: ["near", "path"].includes(words.get("scope")) ? words.get("scope") : "all",
    focus: entity(words.get("focus")), target: entity(words.get("target")), depth: whole("depth", 1, 3, 1),
    selected: entity(words.get("entity")), edge: between.length === 2 && !between.includes(null) ? between : null,
    shown: whole("shown", 1, MOST_DRAWN, START),
    extra: new Set(list("extra").map(entity).filter((number) => number !== null).slice(0, MOST_DRAWN)),
    offTypes: numbers("no-type", types, (type) => type.name),
    offRelations: numbers("no-relation", relations, (relation) => relation.name),
    offCertainties: numbers("no-certainty", certainties, (certainty) => certainty),
    offSources: new Set(list("no-source")),
    articles: numbers("article", articles, (article) => article.id),
    confidence: whole("confidence", 0, 100, 0), from: words.get("from") || "", until: words.get("until") || "",
    words: words.get("words") || "", loose: words.get("loose") === "1",
    sort: Object.hasOwn(SORTS, sort.replace(/^-/, "")) ? sort.replace(/^-/, "") : "subject", descending: sort.startsWith("-"),
  };
  if (found.focus === null || (found.scope === "path" && found.target === null)) found.scope = "all";
  state = { ...fresh(), ...found };
}

// A step can be undone with the browser's back button; the rest only keeps the address true.
function remember(step) {
  const next = address();
  if (next === location.hash) return;
  history[step ? "pushState" : "replaceState"](null, "", next);
}
