// Taking away what is in view: a picture, a table, a link. Files are made here and saved by the browser.

function save(name, type, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  announce(say("saved", { name }));
}

// One row for each sentence, so that nothing of the evidence is lost; `statement` says which rows are one statement.
const COLUMNS = ["statement", "subject_id", "subject", "relation", "object_id", "object", "certainty", "sentence", "article", "title", "date", "source", "attributed_to", "time", "place", "confidence", "rule"];

function taken() {
  return sorted().map((statement) => ({
    subject: { id: entities[statement.subject].id, label: labelOf(entities[statement.subject]), type: types[entities[statement.subject].type].name },
    relation: relations[statement.relation].name,
    object: { id: entities[statement.object].id, label: labelOf(entities[statement.object]), type: types[entities[statement.object].type].name },
    certainty: certainties[statement.certainty],
    evidence: shownEvidence(statement).map(takenEvidence),
  }));
}

function takenEvidence(evidence) {
  const article = articles[evidence[ARTICLE]] ?? {};
  const thing = (value) => (value === undefined || value === null ? null : nameOf(value));
  return {
    article: article.id ?? null, title: article.title ?? null, date: article.date ?? null, source: article.source ?? null,
    sentence: sentence(evidence[QUOTE]), attributed_to: thing(evidence[SAID]), time: evidence[TIME] ?? null,
    place: thing(evidence[PLACE]), details: evidence[DETAILS] ?? {}, confidence: evidence[CONFIDENCE], rule: columns.rules[evidence[RULE]],
  };
}

function asCsv() {
  const lines = [COLUMNS];
  taken().forEach((s, index) => s.evidence.forEach((e) => lines.push([
    index + 1, s.subject.id, s.subject.label, s.relation, s.object.id, s.object.label, s.certainty, e.sentence, e.article, e.title,
    e.date, e.source, e.attributed_to, e.time, e.place, e.confidence, e.rule,
  ])));
  return "\uFEFF" + lines.map((cells) => cells.map(cell).join(",")).join("\r\n") + "\r\n";
}

// A spreadsheet runs what starts with = + - @: a quote before it keeps an article's text a text.
function cell(value) {
  if (typeof value === "number") return String(value);
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function picture() {
  const source = $("canvas").querySelector("canvas");
  const copy = el("canvas", { width: source.width, height: source.height });
  const pen = copy.getContext("2d");
  pen.fillStyle = css("--paper");
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(source, 0, 0);
  copy.toBlob((blob) => save("graph.png", "image/png", blob));
}

function asSvg() {
  const at = network.getPositions();
  const boxes = view.nodes.map((number) => at[number]);
  const [left, right] = [Math.min(...boxes.map((p) => p.x)) - 140, Math.max(...boxes.map((p) => p.x)) + 140];
  const [top, bottom] = [Math.min(...boxes.map((p) => p.y)) - 60, Math.max(...boxes.map((p) => p.y)) + 80];
  const root = svg("svg", { xmlns: SVG, viewBox: `${left} ${top} ${right - left} ${bottom - top}`, width: right - left, height: bottom - top, "font-family": "sans-serif" });
  root.append(svg("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: css("--paper") }));
  for (const bundle of bundles.values()) root.append(...svgEdge(drawnEdges.get(bundle.key), at));
  for (const number of view.nodes) root.append(svgNode(drawnNodes.get(number), at[number]));
  for (const label of placed) root.append(svgText(label));
  return new XMLSerializer().serializeToString(root);
}

function svgText({ text, x, y, size, bold, dim, edge, negated }) {
  const fill = css(dim ? "--faint" : negated ? "--denied" : edge ? "--soft" : "--ink");
  const font = { "font-size": size, "font-weight": bold ? "bold" : "normal", "text-anchor": "middle", "dominant-baseline": "central" };
  return svg("text", { x, y, ...font, fill, stroke: css("--paper"), "stroke-width": size / 3.2, "stroke-linejoin": "round", "paint-order": "stroke" }, text);
}

function svgEdge(edge, at) {
  const [a, b] = [at[edge.from], at[edge.to]];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [dx, dy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const stroke = { stroke: edge.color.color, "stroke-opacity": edge.color.opacity, "stroke-width": edge.width, fill: "none" };
  const parts = [svg("path", { d: `M${a.x} ${a.y}L${b.x} ${b.y}`, "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : "none", ...stroke })];
  const tipAt = (node, sign) => {
    const gap = drawnNodes.get(node).size + 2;
    const [x, y] = [at[node].x - sign * dx * gap, at[node].y - sign * dy * gap];
    const [bx, by] = [x - sign * dx * 10, y - sign * dy * 10];
    parts.push(svg("path", { d: `M${x} ${y}L${bx - dy * 4} ${by + dx * 4}L${bx + dy * 4} ${by - dx * 4}Z`, fill: edge.color.color, "fill-opacity": edge.color.opacity }));
  };
  if (edge.arrows.to.enabled) tipAt(edge.to, 1);
  if (edge.arrows.from.enabled) tipAt(edge.from, -1);
  if (edge.arrows.middle.enabled) parts.push(svg("path", { d: `M${middle.x - dy * 8} ${middle.y + dx * 8}L${middle.x + dy * 8} ${middle.y - dx * 8}`, ...stroke, "stroke-width": 2 }));
  return parts;
}

function svgNode(node, place) {
  const scale = node.size / 6.5;
  const shape = (SHAPES[node.shape] ?? SHAPES.dot)();
  shape.setAttribute("transform", `translate(${place.x - 8 * scale} ${place.y - 8 * scale}) scale(${scale})`);
  shape.setAttribute("fill", node.color.background);
  shape.setAttribute("fill-opacity", node.opacity);
  return shape;
}

function takeLink() {
  $("share-link").value = location.href;
  $("share").showModal();
  $("share-link").select();
  navigator.clipboard?.writeText(location.href).then(() => announce(say("link-copied")), () => {});  // the dialog holds it anyway
}

// A picture is of the drawing: from the list, the page turns to it first.
function whenDrawn(work) {
  if (state.view === "graph") return work();
  change({ view: "graph" });
  requestAnimationFrame(() => requestAnimationFrame(() => work()));
}

function startExport() {
  const done = (work) => () => {
    $("take").open = false;
    work();
  };
  $("take-link").onclick = done(takeLink);
  $("take-png").onclick = done(() => whenDrawn(picture));
  $("take-svg").onclick = done(() => whenDrawn(() => save("graph.svg", "image/svg+xml", asSvg())));
  $("take-csv").onclick = done(() => save("statements.csv", "text/csv;charset=utf-8", asCsv()));
  $("take-json").onclick = done(() => save("statements.json", "application/json", JSON.stringify(taken(), null, 1)));
}
