// What the page holds: entities and statements by number, and who is whose neighbour.

const nodes = json("data-nodes");
const edges = json("data-edges");
const columns = json("data-columns");
const types = columns.types;
const relations = columns.relations;
const certainties = columns.certainties;
const articles = columns.articles.map(([id, title, date, source]) => ({ id, title, date, source }));
const entities = columns.entities.map(([id, type, labels, names, articleCount, identifiers], number) => ({
  number, id, type, labels, names, articleCount, identifiers, label: nodes.label[number], x: nodes.x[number], y: nodes.y[number], statements: [],
}));

// Evidence and sentences are the larger part of a page: they are read when one is asked for.
let evidences = null;
let sentences = null;
const sentence = (number) => (sentences ??= json("data-quotes"))[number];

class Statement {
  constructor(number, [relation, certainty, count]) {
    this.number = number;
    this.relation = relation;
    this.certainty = certainty;
    this.count = count;
    this.subject = edges.from[number];
    this.object = edges.to[number];
  }

  get evidence() {
    return (evidences ??= json("data-evidence"))[this.number];
  }
}

const statements = columns.statements.map((given, number) => new Statement(number, given));
for (const statement of statements) {
  entities[statement.subject].statements.push(statement);
  if (statement.object !== statement.subject) entities[statement.object].statements.push(statement);
}

let numbers = null;
const entityById = (id) => (numbers ??= new Map(entities.map((entity) => [entity.id, entity]))).get(id);

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
