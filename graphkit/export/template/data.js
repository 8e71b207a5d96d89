// What the page holds: entities and statements by number, and who is whose neighbour.

const nodes = json("data-nodes");
const edges = json("data-edges");
const columns = json("data-columns");
const types = columns.types;
const relations = columns.relations;
const certainties = columns.certainties;
const articles = columns.articles.map(([id, title, date, source]) => ({ id, title, date, source }));
const entities = columns.entities.map(([id, type, labels, names, articleCount, identifiers], number) => ({
  number, id, type, labels, names, articleCount, identifiers, label: nodes[number].label, statements: [],
}));
const statements = columns.statements.map(([relation, certainty, evidence, count], number) => ({
  number, relation, certainty, evidence, count, subject: edges[number].from, object: edges[number].to,
}));
for (const statement of statements) {
  entities[statement.subject].statements.push(statement);
  if (statement.object !== statement.subject) entities[statement.object].statements.push(statement);
}
const entityById = new Map(entities.map((entity) => [entity.id, entity]));

// The sentences are the larger part of a page: they are read when one is asked for.
let sentences = null;
const sentence = (number) => (sentences ??= json("data-quotes"))[number];

let texts = null;
const hasTexts = () => (texts ??= json("data-texts")).length > 0;
const textOf = (number) => (texts ??= json("data-texts"))[number] ?? "";

const [ARTICLE, QUOTE, RULE, CONFIDENCE, START_AT, SUBJECT, OBJECT, SAID, TIME, PLACE, DETAILS] = Array(11).keys();

const labelOf = (entity) => entity.labels[state.language] ?? entity.label;
const wordOf = (thing) => thing.labels[state.language] ?? thing.labels.en ?? thing.name.replaceAll("_", " ");
const relationOf = (statement) => wordOf(relations[statement.relation]);
const nameOf = (thing) => (typeof thing === "number" ? labelOf(entities[thing]) : thing);
const otherEnd = (statement, number) => (statement.subject === number ? statement.object : statement.subject);
const colourOf = (type) => types[type].look[dark() ? "dark" : "light"];
const isNegated = (statement) => certainties[statement.certainty] === "negated";

// Only web addresses become links: a source is text from outside, and may be "javascript:…".
const webAddress = (text) => (/^https?:\/\//i.test(text ?? "") ? text : null);
