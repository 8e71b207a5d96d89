// The words on the drawing: always of one readable size, whatever the zoom. The most important ones find a place
// first; one that would lie over another waits until the reader zooms in or chooses its entity.

const LETTERS = { node: 13, heavy: 15, edge: 11.5 };
const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const MOST = 400;  // more words than this are not read at once, and would slow each frame
const EDGES_IN_SIGHT = 60;
const LONGEST = 28;  // letters of a name; the panel and the list hold it whole
const SHORT = 16;
const KNOWN = 8;  // the most important entities are named even where their name covers a symbol

let placed = [];
let hovered = null;

const widths = new Map();

// Pens of their own: to change the font of one takes longer than to measure a text.
const rulers = {};

function ruler(weight) {
  const pen = el("canvas").getContext("2d");
  pen.font = `${weight} 100px ${FAMILY}`;
  return pen;
}

// The width of a text in letters of size 1.
function widthOf(text, bold) {
  const weight = bold ? "bold" : "normal";
  const key = weight + text;
  if (!widths.has(key)) widths.set(key, (rulers[weight] ??= ruler(weight)).measureText(text).width / 100);
  return widths.get(key);
}

function placeLabels() {
  const scale = network.getScale();
  const at = network.getPositions();
  const chosen = chosenNodes();
  const symbols = view.nodes.map((number) => ({ number, ...boxAround(at[number], drawnNodes.get(number).size) }));
  const sight = inSight();
  placed = controls.map(onPaper);  // nothing is to be read under a button
  const order = [...view.nodes].sort((a, b) => urgency(b, chosen) - urgency(a, chosen) || a - b);
  for (const number of order.filter((one) => touches(sight, boxAround(at[one], 0.1))).slice(0, MOST)) placeNode(number, at[number], scale, { symbols, chosen, sight });
  for (const bundle of labelledEdges(at, sight, chosen)) placeEdge(bundle, at, scale, symbols);
  placed = placed.slice(controls.length);
  return placed;
}

function onPaper({ left, top, right, bottom }) {
  const [corner, far] = [network.DOMtoCanvas({ x: left, y: top }), network.DOMtoCanvas({ x: right, y: bottom })];
  return { left: corner.x, top: corner.y, right: far.x, bottom: far.y };
}

const inSight = () => onPaper({ left: 0, top: 0, right: pane.width, bottom: pane.height });

const urgency = (number, chosen) => 4 * (number === hovered) + 3 * (number === state.selected) + 2 * Boolean(chosen?.has(number)) + (number === state.focus || number === state.target);

const boxAround = ({ x, y }, half) => ({ left: x - half, right: x + half, top: y - half, bottom: y + half });

const touches = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const within = (box, frame) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

// The whole name where there is room for it, else its beginning.
function placeNode(number, place, scale, { symbols, chosen, sight }) {
  const bold = number === state.selected || number === hovered || number === state.focus;
  const node = drawnNodes.get(number);
  const size = (node.heavy ? LETTERS.heavy : LETTERS.node) / scale;
  const others = symbols.filter((symbol) => symbol.number !== number);
  const found = [LONGEST, SHORT].map((most) => around(place, shortened(labelOf(entities[number]), most), { bold, size, scale, gap: node.size + 2 / scale }))
    .map((boxes) => boxes.filter((box) => within(box, sight) && !placed.some((other) => touches(box, other))));
  const clear = found.flat().find((box) => !others.some((symbol) => touches(box, symbol)));
  const best = clear ?? (bold || number < KNOWN ? found.flat()[0] : undefined);
  if (best) placed.push({ ...best, size, bold, number, dim: Boolean(chosen && !chosen.has(number)) });
}

// Where a name may stand: under its symbol, at its right, above it, at its left.
function around(place, text, { bold, size, scale, gap }) {
  const [width, height] = [widthOf(text, bold) * size, 1.15 * size];
  const [side, air] = [width / 2 + 3 / scale, gap + width / 2 + 2 / scale];  // two names in a row are two names
  return [[0, gap + height / 2], [air, 0], [0, -gap - height / 2], [-air, 0]].map(([dx, dy]) => ({
    text, x: place.x + dx, y: place.y + dy,
    left: place.x + dx - side, right: place.x + dx + side, top: place.y + dy - height / 2, bottom: place.y + dy + height / 2,
  }));
}

// Lines get their words when they are few: all of a small picture, those of the chosen entity, those zoomed in on.
function labelledEdges(at, sight, chosen) {
  const all = [...bundles.values()].filter((bundle) => !chosen || isMine(bundle, chosen));
  const seen = all.filter(({ from, to }) => touches(sight, boxAround(between(at[from], at[to], 0.5), 0.1)));
  return seen.length <= EDGES_IN_SIGHT || chosen ? seen : [];
}

const between = (a, b, share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });

function placeEdge(bundle, at, scale, symbols) {
  const { label, negated } = styleOf(bundle);
  const size = LETTERS.edge / scale;
  const [width, height] = [widthOf(label, false) * size, 1.1 * size];
  for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const { x, y } = between(at[bundle.from], at[bundle.to], share);
    const box = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
    if (placed.some((other) => touches(box, other)) || symbols.some((symbol) => touches(box, symbol))) continue;
    placed.push({ ...box, x, y, text: label, size, bold: false, edge: bundle.key, negated });
    return;
  }
}

function drawLabels(pen) {
  if (changing) return;
  const [ink, soft, faint, paper, denied] = ["--ink", "--soft", "--faint", "--paper", "--denied"].map(css);
  pen.save();
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const label of placeLabels()) {
    pen.font = `${label.bold ? "bold " : ""}${label.size}px ${FAMILY}`;
    pen.lineWidth = label.size / 3.2;
    pen.strokeStyle = paper;
    pen.fillStyle = label.dim ? faint : label.negated ? denied : label.edge ? soft : ink;
    pen.strokeText(label.text, label.x, label.y);
    pen.fillText(label.text, label.x, label.y);
  }
  pen.restore();
}

// A reader clicks on a name as readily as on its dot.
function labelAt({ x, y }) {
  return placed.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
}
