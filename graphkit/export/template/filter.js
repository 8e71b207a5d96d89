// Which statements pass the filters, and which entities and statements are in view.

let passing = new Set();  // numbers of the statements that pass
let view = { nodes: [], statements: [], drawn: [] };

function passesEvidence(evidence) {
  const article = articles[evidence[ARTICLE]];
  if (evidence[CONFIDENCE] * 100 < state.confidence - 0.001) return false;
  if (state.articles.size && !state.articles.has(evidence[ARTICLE])) return false;
  if (state.offSources.size && state.offSources.has(article?.source ?? "")) return false;
  return inPeriod(article?.date);
}

// Dates are ISO 8601 of any precision: the shorter one decides how much of both is compared.
function inPeriod(date) {
  if (!state.from && !state.until) return true;
  if (!date) return false;
  const from = state.from.slice(0, date.length);
  const until = state.until.slice(0, date.length);
  return (!from || date.slice(0, from.length) >= from) && (!until || date.slice(0, until.length) <= until);
}

function passes(statement) {
  if (state.offRelations.has(statement.relation) || state.offCertainties.has(statement.certainty)) return false;
  if (state.offTypes.size && [statement.subject, statement.object].some((end) => state.offTypes.has(entities[end].type))) return false;
  return (!asksForEvidence() || statement.evidence.some(passesEvidence)) && passesWords(statement);
}

// Evidence is not read until it decides something.
const asksForEvidence = () => state.confidence > 0 || state.articles.size > 0 || state.offSources.size > 0 || Boolean(state.from || state.until);

function passesWords(statement) {
  if (!state.words) return true;
  const wanted = plain(state.words);
  const ends = [statement.subject, statement.object].map((end) => entities[end]);
  return (
    ends.some((end) => plain(labelOf(end)).includes(wanted)) ||
    statement.evidence.some((evidence) => passesEvidence(evidence) && plain(sentence(evidence[QUOTE])).includes(wanted))
  );
}

const isFiltered = () =>
  state.offTypes.size + state.offRelations.size + state.offCertainties.size + state.offSources.size + state.articles.size +
  (state.confidence > 0) + Boolean(state.from || state.until) + Boolean(state.words);

function look() {
  passing = new Set();
  for (const statement of statements) if (passes(statement)) passing.add(statement.number);
  const reached = scoped();
  const inScope = statements.filter((s) => passing.has(s.number) && (!reached || (reached.has(s.subject) && reached.has(s.object))));
  const chosen = reached ? scopedFirst(reached) : best(inScope);
  const drawn = new Set(chosen);
  view = { nodes: chosen, statements: inScope, drawn: inScope.filter((s) => drawn.has(s.subject) && drawn.has(s.object)), total: reached ? reached.size : view.total };
}

// The nearest and most important ones of a neighbourhood, all of a path.
const scopedFirst = (reached) => [...reached].slice(0, state.scope === "near" ? state.shown : reached.size);

// The entities of a neighbourhood or a path; null when the whole graph is in view.
function scoped() {
  if (state.scope === "near") return nearby(state.focus, state.depth);
  if (state.scope === "path") return new Set(shortest(state.focus, state.target)?.nodes ?? [state.focus, state.target]);
  return null;
}

// As many as are to be shown, the most important first, and those that the reader asked for.
function best(inScope) {
  const linked = new Uint8Array(entities.length);
  for (const statement of inScope) linked[statement.subject] = linked[statement.object] = 1;
  const chosen = new Set();
  let total = 0;
  for (const entity of entities) {
    const wanted = linked[entity.number] || (state.loose && !state.offTypes.has(entity.type) && !isFilteredByText());
    if (wanted) total += 1;
    if ((wanted && chosen.size < state.shown) || state.extra.has(entity.number)) chosen.add(entity.number);
  }
  view.total = total;
  return [...chosen];
}

const isFilteredByText = () => state.articles.size + state.offSources.size + state.offRelations.size + Boolean(state.from || state.until || state.words);
