// Where the entities in view stand. The whole graph keeps the places that came with the page; a neighbourhood gets
// rings around its middle, a path a line, since places from the whole graph would tear them apart.

const LABEL = 7.4;  // width of a letter, near enough to keep labels apart
const places = new Map();  // where the reader has dragged an entity to, in the present arrangement
let arrangement = "";

function arranged() {
  const key = [state.scope, state.focus, state.target, state.depth].join();
  if (key !== arrangement) places.clear();
  arrangement = key;
  const found = state.scope === "near" ? ringed() : state.scope === "path" ? lined() : spread();
  for (const [number, place] of places) if (found.has(number)) found.set(number, place);
  return found;
}

// More entities need more room: the same picture, drawn larger.
function spread() {
  const factor = Math.max(1, Math.sqrt(view.nodes.length / START));
  const found = new Map();
  for (const number of view.nodes) found.set(number, { x: nodes[number].x * factor, y: nodes[number].y * factor });
  return found;
}

function lined() {
  return new Map(view.nodes.map((number, index) => [number, { x: index * 260, y: (index % 2) * 70 }]));
}

function ringed() {
  const { steps, parent } = stepsFrom(state.focus, view.nodes);
  const found = new Map([[state.focus, { x: 0, y: 0 }]]);
  const rings = new Map();
  for (const [number, step] of steps) if (step) rings.set(step, [...(rings.get(step) || []), number]);
  const angle = new Map([[state.focus, 0]]);
  let radius = 0;
  for (const [step, ring] of rings) {
    if (step > 1) ring.sort((a, b) => angle.get(parent.get(a)) - angle.get(parent.get(b)) || a - b);
    else ring.sort((a, b) => entities[a].type - entities[b].type || a - b);
    radius = placeRing(ring, radius, angle, found);
  }
  return found;
}

// A ring holds what its circumference holds; the rest goes on further rings, so that no label lies on another.
function placeRing(ring, inner, angle, found) {
  let radius = inner;
  const rest = [...ring];
  const layers = [];
  while (rest.length) {
    radius += 170;
    layers.push([radius, rest.splice(0, Math.max(6, Math.floor((2 * Math.PI * radius) / 95)))]);
  }
  for (const [distance, layer] of layers) {
    layer.forEach((number, index) => {
      const turn = (2 * Math.PI * (index + 0.5 * (layers.length > 1))) / layer.length - Math.PI / 2;
      angle.set(number, turn);
      found.set(number, { x: 1.35 * distance * Math.cos(turn), y: distance * Math.sin(turn) });
    });
  }
  return radius;
}
