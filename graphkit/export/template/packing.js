// What is in view falls into connected parts, which change with the filters: each part keeps the shape that came with
// the page, gets lines of a readable length, and is put beside the others.

const LINE = 150;  // length of a line between two labels
const GAP = { x: 190, y: 110 };  // room for the labels at the rim of a part
const LARGE = 40;  // a part from this size on has been laid out to be readable as it is

function packed() {
  const parts = visibleParts();
  const boxes = parts.map(boxed);
  const area = boxes.reduce((sum, { wide, high }) => sum + wide * high, 0);
  const shape = Math.min(2.2, Math.max(0.6, room.width / Math.max(1, room.height)));
  const width = Math.max(1.05 * Math.sqrt(area * shape), ...boxes.map((box) => box.wide));
  let skyline = [{ from: 0, to: width, depth: 0 }];
  const found = new Map();
  for (const box of boxes) {
    const { left, top } = landing(skyline, box.wide, width);
    skyline = raised(skyline, left, left + box.wide, top + box.high);
    for (const [number, { x, y }] of box.places) found.set(number, { x: x + left, y: y + top });
  }
  return found;
}

// The connected parts of what is drawn, the largest first.
function visibleParts() {
  const root = new Map(view.nodes.map((number) => [number, number]));
  const find = (number) => {
    while (root.get(number) !== number) {
      root.set(number, root.get(root.get(number)));
      number = root.get(number);
    }
    return number;
  };
  for (const { subject, object } of view.drawn) root.set(find(Math.max(subject, object)), find(Math.min(subject, object)));
  const parts = new Map();
  for (const number of view.nodes) {
    const first = find(number);
    if (!parts.has(first)) parts.set(first, { numbers: [], lines: [] });
    parts.get(first).numbers.push(number);
  }
  for (const statement of view.drawn) parts.get(find(statement.subject)).lines.push(statement);
  return [...parts.values()].sort((a, b) => b.numbers.length - a.numbers.length || a.numbers[0] - b.numbers[0]);
}

function boxed({ numbers, lines }) {
  const scale = numbers.length >= LARGE || !lines.length ? 1 : readable(lines);
  const at = numbers.map((number) => [number, { x: entities[number].x * scale, y: entities[number].y * scale }]);
  const low = { x: Math.min(...at.map(([, p]) => p.x)), y: Math.min(...at.map(([, p]) => p.y)) };
  const high = { x: Math.max(...at.map(([, p]) => p.x)), y: Math.max(...at.map(([, p]) => p.y)) };
  return {
    wide: high.x - low.x + GAP.x, high: high.y - low.y + GAP.y,
    places: at.map(([number, { x, y }]) => [number, { x: x - low.x, y: y - low.y }]),
  };
}

function readable(lines) {
  const lengths = lines.map(({ subject: a, object: b }) => Math.hypot(entities[a].x - entities[b].x, entities[a].y - entities[b].y));
  return LINE / Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
}

// The highest place, and of these the leftmost, where a box of this width fits under the skyline.
function landing(skyline, wide, width) {
  let best = null;
  for (const { from: left } of skyline) {
    if (left + wide > width + 0.01) continue;
    const top = Math.max(...skyline.filter((step) => step.from < left + wide && step.to > left).map((step) => step.depth));
    if (best === null || top < best.top) best = { left, top };
  }
  return best;
}

function raised(skyline, left, right, depth) {
  const before = skyline.filter((step) => step.from < left).map((step) => ({ ...step, to: Math.min(step.to, left) }));
  const after = skyline.filter((step) => step.to > right).map((step) => ({ ...step, from: Math.max(step.from, right) }));
  return [...before, { from: left, to: right, depth }, ...after];
}
