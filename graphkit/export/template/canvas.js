// The drawing: vis-network shows what is in view at the places that `arrange.js` gives, and reports clicks.

const HEAVY = 8;  // statements from which on an entity may be drawn largest
// From so many lines on, dark, thick ones and large arrows would cover what they point at.
const CROWDS = [[150, 1.1, 0.25], [25, 1.8, 0.35], [0, 5, 0.5]];
const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
let network = null;
let fitted = 0;
let fittedAt = "";
let changing = false;  // vis-network draws in the middle of a change, when what it holds is not what is in view
let followed = "";  // the choice whose surroundings were brought into sight
let sought = null;  // an entity that was asked for by name, to be shown in the middle

// With all that the first picture holds: given to an empty network, each change would be worked out twice.
function startDrawing() {
  network = new vis.Network($("canvas"), { nodes: drawnNodes, edges: drawnEdges }, json("data-options"));
  $("canvas").firstElementChild.tabIndex = -1;  // its own frame: one stop for the keyboard is enough
  network.on("afterDrawing", drawLabels);
  network.on("click", () => ($("tip").hidden = true));
  network.on("click", ({ nodes: [node], edges: [edge], pointer }) => {
    const label = node === undefined ? labelAt(pointer.canvas) : undefined;
    if (node !== undefined || label?.number !== undefined) select(node ?? label.number);
    else if (edge !== undefined || label) selectEdge(edge ?? label.edge);
    else if (state.selected !== null || state.edge) select(null);
  });
  network.on("doubleClick", ({ nodes: [node] }) => node !== undefined && goNear(node, 1));
  network.on("dragEnd", ({ nodes: dragged }) => dragged.forEach((number) => places.set(number, network.getPosition(number))));
  network.on("hoverNode", ({ node, event }) => {
    hovered = node;
    tip(event, [labelOf(entities[node]), `${wordOf(types[entities[node].type])} · ${counted("statement", "statements", weight(node))}`]);
  });
  network.on("blurNode", () => (hovered = null));
  network.on("hoverEdge", ({ edge, event }) => tip(event, bundles.get(edge).statements.slice(0, 6).map(inWords)));
  for (const quiet of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(quiet, () => ($("tip").hidden = true));
  $("zoom-in").onclick = () => zoom(1.3);
  $("zoom-out").onclick = () => zoom(1 / 1.3);
  $("fit").onclick = refit;
  new ResizeObserver(soon(resized)).observe($("canvas"));
  pane = { width: $("canvas").clientWidth, height: $("canvas").clientHeight };
}

function select(number) {
  change({ selected: number, edge: null }, { step: true });
}

function selectEdge(key) {
  const bundle = bundles.get(key);
  change({ selected: null, edge: [bundle.from, bundle.to] }, { step: true });
}

function goNear(number, depth) {
  change({ scope: "near", focus: number, depth, selected: number, edge: null, view: "graph" }, { step: true });
}

// Statements between the same two entities are one line.
let bundles = new Map();

function bundled() {
  const found = new Map();
  for (const statement of view.drawn) {
    const from = Math.min(statement.subject, statement.object);
    const to = Math.max(statement.subject, statement.object);
    const key = `${from}-${to}`;
    if (!found.has(key)) found.set(key, { key, from, to, statements: [] });
    found.get(key).statements.push(statement);
  }
  return found;
}

function inWords(statement) {
  const relation = isNegated(statement) ? `${say("not")}: ${relationOf(statement)}` : relationOf(statement);
  return `${labelOf(entities[statement.subject])} — ${relation} → ${labelOf(entities[statement.object])}`;
}

function draw() {
  changing = true;
  if (network) settle();
  controls = underControls();
  const chosen = chosenNodes();
  heaviest = Math.max(...view.nodes.map(weight));
  const found = arranged();
  bundles = bundled();
  replace(drawnNodes, view.nodes.map((number) => drawnNode(number, found.get(number), chosen)));
  replace(drawnEdges, [...bundles.values()].map((bundle) => drawnEdge(bundle, chosen)));
  if (!network) startDrawing();
  changing = false;
  network.setSelection({ nodes: state.selected !== null && found.has(state.selected) ? [state.selected] : [], edges: [] });
  $("nothing").hidden = view.nodes.length > 0;
  if (made !== fitted) fit();
  fitted = made;
  if (state.selected !== null && (!isInSight(state.selected) || (state.selected === sought && network.getScale() < 0.7))) bringIntoSight(state.selected);
  if (String([state.selected, state.edge]) !== followed) bringNear(chosen);
  followed = String([state.selected, state.edge]);
  sought = null;
}

function replace(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items);
}

// The chosen entity or line with what hangs on it; null when nothing is chosen, so that nothing is dimmed.
function chosenNodes() {
  if (state.edge) return state.edge.every((number) => view.nodes.includes(number)) ? new Set(state.edge) : null;
  if (state.selected === null || !view.nodes.includes(state.selected)) return null;
  const around = view.drawn.filter((s) => s.subject === state.selected || s.object === state.selected);
  return new Set([state.selected, ...around.map((s) => otherEnd(s, state.selected))]);
}

const weight = (number) => entities[number].statements.reduce((sum, s) => sum + passing.has(s.number), 0);

// Symbols are as large as their number leaves room for.
const unit = () => Math.min(11, Math.max(4, 0.085 * Math.sqrt((room.width * room.height) / Math.max(1, view.nodes.length))));

// From 0 to 1: how much is said of an entity beside the one in view of which most is said.
let heaviest = 1;
const shareOf = (number) => weight(number) / Math.max(HEAVY, heaviest);

const isHeavy = (number) => shareOf(number) >= 0.35;

const symbolSize = (number) => unit() * (0.8 + 1.5 * Math.sqrt(shareOf(number)));

function drawnNode(number, place, chosen) {
  const entity = entities[number];
  const colour = colourOf(entity.type);
  const around = css(number === state.selected || number === state.focus ? "--ink" : "--paper");
  return {
    id: number, x: place.x, y: place.y, shape: types[entity.type].look.shape, heavy: isHeavy(number),
    size: symbolSize(number), opacity: chosen && !chosen.has(number) ? 0.25 : 1,
    color: { background: colour, border: around, highlight: { background: colour, border: css("--ink") }, hover: { background: colour, border: css("--ink") } },
  };
}

// Long descriptions would lie over their neighbours; the panel and the list hold them whole.
function shortened(text, most = LONGEST) {
  const letters = [...text];
  return letters.length > most ? letters.slice(0, most - 1).join("").trimEnd() + "…" : text;
}

const isMine = ({ from, to }, chosen) => (state.edge ? chosen.has(from) && chosen.has(to) : from === state.selected || to === state.selected);

function drawnEdge(bundle, chosen) {
  const style = styleOf(bundle);
  const mine = !chosen || isMine(bundle, chosen);
  const [crowd, thickest, arrow] = CROWDS.find(([from]) => bundles.size >= from);
  const colour = css(style.negated ? "--denied" : chosen && mine && !crowd ? "--strong" : "--line");
  return {
    id: bundle.key, from: bundle.from, to: bundle.to, dashes: style.dashes, width: Math.min(thickest, style.width),
    color: { color: colour, highlight: colour, hover: css("--strong"), opacity: mine ? 1 : 0.2 },
    arrows: { to: { enabled: style.forward, scaleFactor: arrow }, from: { enabled: style.backward, scaleFactor: arrow }, middle: { enabled: style.negated, type: "bar", scaleFactor: 0.8 } },
  };
}

// A line is as certain as its most certain statement, and marked as denied when that is all that is said.
function styleOf(bundle) {
  const best = Math.min(...bundle.statements.map((s) => s.certainty));
  const shown = bundle.statements.filter((s) => !relations[s.relation].symmetric);
  const first = bundle.statements.find((s) => s.certainty === best);
  const more = bundle.statements.length - 1;
  const evidence = bundle.statements.reduce((sum, s) => sum + s.count[0], 0);
  const negated = certainties[best] === "negated";
  return {
    negated, dashes: { asserted: false, possible: [7, 5], negated: [2, 4] }[certainties[best]],
    width: Math.min(5, 1 + 0.7 * Math.log2(Math.max(1, evidence))),
    label: (negated ? `${say("not")}: ` : "") + relationOf(first) + (more ? ` +${more}` : ""),
    forward: shown.some((s) => s.subject === bundle.from), backward: shown.some((s) => s.subject === bundle.to),
  };
}

function tip(event, lines) {
  const box = $("tip");
  const frame = $("graph").getBoundingClientRect();
  box.replaceChildren(...lines.map((line) => el("div", {}, named(line))));
  box.hidden = false;
  const x = event.clientX - frame.left + 14;
  const y = event.clientY - frame.top + 14;
  box.style.left = Math.min(x, frame.width - box.offsetWidth - 8) + "px";
  box.style.top = Math.min(y, frame.height - box.offsetHeight - 8) + "px";
}

// The nearest entity in a direction: sideways distance counts double, so that arrow keys feel straight.
function towards(dx, dy) {
  const all = network.getPositions();
  if (state.selected === null || !(state.selected in all)) return view.nodes[0] ?? null;
  const here = all[state.selected];
  let best = null;
  for (const number of view.nodes) {
    const along = (all[number].x - here.x) * dx + (all[number].y - here.y) * dy;
    const aside = Math.abs((all[number].x - here.x) * dy) + Math.abs((all[number].y - here.y) * dx);
    if (along > 1 && (best === null || along + 2 * aside < best.far)) best = { number, far: along + 2 * aside };
  }
  return best?.number ?? null;
}
