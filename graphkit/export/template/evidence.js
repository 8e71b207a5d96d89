// The panel: what is said of an entity or between two, each statement with the sentences that say it.

const FIRST_STATEMENTS = 30;
const FIRST_SENTENCES = 3;
let paneled = "";
let opener = null;  // what had the focus before the panel opened, and gets it back when the panel closes

function showPanel() {
  const panel = $("panel");
  const path = state.scope === "path" ? shortest(state.focus, state.target) : null;
  const open = state.selected !== null || state.edge !== null || path !== null;
  const key = open ? [state.selected, state.edge, path?.nodes].join() : "";
  const inside = panel.contains(document.activeElement);
  if (open && panel.hidden) opener = document.activeElement;
  panel.hidden = !open;
  document.body.classList.toggle("with-panel", open);
  if (open) {
    const [title, ...rest] = state.edge ? betweenTwo(...state.edge) : state.selected !== null ? aboutOne(state.selected) : alongPath(path.nodes);
    panel.replaceChildren(el("div", { className: "head" }, title, closing()), ...rest.filter(Boolean), ...withoutTexts());
  }
  if (open && key !== paneled) panel.scrollTop = 0;
  if (inside) (open ? panel.querySelector("h2") : opener?.isConnected ? opener : $("canvas")).focus();
  paneled = key;
}

// Said once, at the end: that what is missing beside each sentence is missing on purpose.
const withoutTexts = () => (articles.length && !hasTexts() ? [el("p", { className: "kind" }, say("no-text"))] : []);

const closing = () => button("×", escape, { className: "close", "aria-label": say("close"), id: "panel-close" });

function aboutOne(number) {
  const entity = entities[number];
  const mine = entity.statements.filter((s) => passing.has(s.number));
  const title = el("h2", { tabIndex: -1 }, icon(entity.type), " ", named(labelOf(entity)));
  const kind = el("p", { className: "kind" }, wordOf(types[entity.type]), " · ", counted("in-article", "in-articles", entity.articleCount));
  for (const [base, id] of Object.entries(entity.identifiers)) kind.append(...inBase(base, id));
  return [title, kind, alsoNamed(entity), actions(number), ...grouped(mine, number)];
}

// A link for the bases that bases.json knows; an id is a piece of text like any other, so it is encoded.
function inBase(base, id) {
  if (!Object.hasOwn(columns.bases, base)) return [];
  const [name, address] = columns.bases[base];
  return [" · ", el("a", { href: address.replace("{id}", encodeURIComponent(id)), target: "_blank", rel: "noopener noreferrer" }, `${name} ${id}`)];
}

function alsoNamed(entity) {
  const others = [...new Set([entity.label, ...entity.names])].filter((name) => name !== labelOf(entity));
  if (!others.length) return null;
  const list = el("p", { className: "names" }, say("names"), ": ");
  others.slice(0, 12).forEach((name, index) => list.append(index ? ", " : "", named(name)));
  if (others.length > 12) list.append(" …");
  return list;
}

function actions(number) {
  const depths = [1, 2, 3].map((depth) =>
    button(String(depth), () => goNear(number, depth), { "aria-pressed": String(state.scope === "near" && state.focus === number && state.depth === depth), "aria-label": `${say("around")}: ${counted("step", "steps", depth)}`, title: counted("step", "steps", depth) }));
  return el("div", { className: "actions" },
    el("span", { className: "joined", role: "group", "aria-label": say("around") }, el("span", {}, say("around")), ...depths),
    button(say("path-here"), () => openPath(number), { id: "path-open" }));
}

function betweenTwo(left, right) {
  const both = entities[left].statements.filter((s) => passing.has(s.number) && otherEnd(s, left) === right);
  const title = el("h2", { tabIndex: -1 }, ...sayWith("between", { left: entityLink(left), right: entityLink(right) }));
  return [title, el("p", { className: "kind" }, counted("statement", "statements", both.length)), ...shownStatements(both, null)];
}

// One heading for each step, with what is said between its ends.
function alongPath(path) {
  const steps = path.slice(1).flatMap((right, index) => {
    const left = path[index];
    const both = entities[left].statements.filter((s) => passing.has(s.number) && otherEnd(s, left) === right);
    return [el("h3", { className: "step" }, entityLink(left), " – ", entityLink(right)), ...shownStatements(both, null)];
  });
  return [el("h2", { tabIndex: -1 }, say("path-along")), ...steps];
}

// By relation, the ones with most evidence first.
function grouped(all, number) {
  if (!all.length) return [el("p", { className: "empty" }, say("no-statements"))];
  const order = (s) => [-shownEvidence(s).length, s.relation, s.number];
  return shownStatements([...all].sort((a, b) => compare(order(a), order(b))), number);
}

function compare(left, right) {
  const at = left.findIndex((value, index) => value !== right[index]);
  return at < 0 ? 0 : left[at] < right[at] ? -1 : 1;
}

function shownStatements(all, about) {
  const box = el("div", { className: "statements" });
  const add = (from, until) => box.append(...all.slice(from, until).map((s) => card(s, about)));
  add(0, FIRST_STATEMENTS);
  const rest = all.length - FIRST_STATEMENTS;
  if (rest <= 0) return [box];
  const more = button(counted("more-statement", "more-statements", rest), () => {
    more.remove();
    add(FIRST_STATEMENTS, all.length);
  });
  return [box, more];
}

const shownEvidence = (statement) => statement.evidence.filter(passesEvidence);

function card(statement, about) {
  const certainty = certainties[statement.certainty];
  const ours = shownEvidence(statement);
  const heading = el("h3", {},
    end(statement.subject, about), " ",
    el("span", { className: "relation" }, isNegated(statement) ? `${say("not")}: ` : "", relationOf(statement)), " ",
    end(statement.object, about));
  const facts = el("p", { className: "facts" }, el("span", { className: `badge ${certainty}`, title: say(`${certainty}-means`) }, say(certainty)), " ", ...weightOf(statement, ours.length));
  const hidden = statement.count[0] - ours.length;
  if (hidden) facts.append(" · ", say("hidden", { count: amount(hidden) }));
  const box = el("article", { className: `statement ${certainty}` }, heading, facts, ...ours.slice(0, FIRST_SENTENCES).map(quotation));
  const rest = ours.slice(FIRST_SENTENCES);
  if (!rest.length) return box;
  const more = button(counted("more-sentence", "more-sentences", rest.length), () => more.replaceWith(...rest.map(quotation)), { className: "quiet" });
  box.append(more);
  return box;
}

// How much stands behind it, and since when: the count is the statement's own, whatever the filters hide of it.
function weightOf(statement, shown) {
  const [, from, sources, first, last] = statement.count;
  const parts = [counted("sentence", "sentences", shown), counted("article-count", "articles-count", from), counted("source-count", "sources-count", sources)];
  const dates = first === last ? [dated(first)] : sayWith("seen-between", { first: dated(first), last: dated(last) });
  return [parts.join(", "), ...(first ? [" · ", ...dates] : [])];
}

const end = (number, about) => (number === about ? el("strong", {}, named(labelOf(entities[number]))) : entityLink(number));

const entityLink = (number) => button(named(labelOf(entities[number])), () => pickEntity(entities[number], {}), { className: "link" });

function quotation(evidence) {
  return el("figure", {}, el("blockquote", { lang: "nl", dir: "auto" }, ...inSentence(evidence)), el("figcaption", {}, ...origin(evidence)));
}

// A graph that was read from files without their articles may lack a sentence: then that is said.
function inSentence(evidence) {
  const text = sentence(evidence[QUOTE]);
  if (!text) return [el("em", { className: "none", lang: state.language }, say("no-sentence"))];
  return highlighted(text, evidence[SUBJECT], evidence[OBJECT]);
}

function highlighted(text, subject, object) {
  const ends = [[subject, "subject"], [object, "object"]].filter(([span]) => span).sort((a, b) => a[0][0] - b[0][0] || b[0][1] - a[0][1]);
  const parts = [];
  let at = 0;
  for (const [[start, stop], role] of ends) {
    if (start < at) continue;  // one end inside the other: the outer one is marked
    parts.push(text.slice(at, start), el("mark", { className: role, title: say(role) }, text.slice(start, stop)));
    at = stop;
  }
  return [...parts, text.slice(at)];
}

function origin(evidence) {
  const article = articles[evidence[ARTICLE]];
  const parts = [];
  if (evidence[SAID] !== undefined && evidence[SAID] !== null) parts.push(el("span", { className: "said" }, ...sayWith("said-by", { name: named(nameOf(evidence[SAID])) })));
  parts.push(headline(article), dateOf(article));
  if (article?.source) parts.push(sourceOf(article.source, sentence(evidence[QUOTE])));
  if (evidence[TIME]) parts.push(`${say("time")}: ${evidence[TIME]}`);
  if (evidence[PLACE] !== undefined && evidence[PLACE] !== null) parts.push(el("span", {}, `${say("place")}: `, named(nameOf(evidence[PLACE]))));
  for (const [key, value] of Object.entries(evidence[DETAILS] ?? {})) parts.push(el("span", {}, `${key}: `, named(value)));
  parts.push(say("confidence-is", { value: Math.round(evidence[CONFIDENCE] * 100) }), el("span", {}, `${say("rule")} `, el("code", {}, columns.rules[evidence[RULE]])));
  if (textOf(evidence[ARTICLE])) parts.push(button(say("read"), () => readArticle(evidence), { className: "link" }));
  return parts.flatMap((part, index) => (index ? [" · ", part] : [part]));
}

function headline(article) {
  if (!article) return el("span", {}, say("unknown-article"));
  return article.title ? named(article.title, { className: "headline" }) : el("span", {}, ...sayWith("unnamed-article", { id: named(article.id) }));
}

const dated = (text) => el("span", { className: "date" }, text);

const dateOf = (article) => dated(article?.date || say("undated-article"));

// A link leads to the sentence itself where the browser knows text fragments.
function sourceOf(source, quote) {
  if (!webAddress(source)) return named(source);
  const words = (quote ?? "").split(/\s+/).filter(Boolean).map((word) => encodeURIComponent(word).replaceAll("-", "%2D"));
  const fragment = words.length > 8 ? `${words.slice(0, 4).join("%20")},${words.slice(-4).join("%20")}` : words.join("%20");
  const href = fragment ? `${source}${source.includes("#") ? "" : "#"}:~:text=${fragment}` : source;
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, named(source));
}

// The whole article with the sentence marked, where the page holds its text.
function readArticle(evidence) {
  const article = articles[evidence[ARTICLE]];
  const text = textOf(evidence[ARTICLE]);
  const [start, stop] = [evidence[START_AT], evidence[START_AT] + sentence(evidence[QUOTE]).length];
  const mark = el("mark", {}, text.slice(start, stop));
  $("reading-title").replaceChildren(headline(article));
  $("reading-origin").replaceChildren(...[article.date || say("undated-article"), article.source ? sourceOf(article.source) : null].filter(Boolean).flatMap((part, index) => (index ? [" · ", part] : [part])));
  const tidy = (part) => part.replace(/\n{3,}/g, "\n\n");
  $("reading-text").replaceChildren(tidy(text.slice(0, start)).trimStart(), mark, tidy(text.slice(stop)));
  $("reading").showModal();
  mark.scrollIntoView({ block: "center" });
}
