// Where the entities in view stand. The whole graph keeps the picture that came with the page (see packing.js),
// stretched over the window; a neighbourhood gets rings around its middle and a path a line, since the whole picture tears those apart.

const MARGIN = { x: 70, y: 48 };
const PILL = 28;  // half the height of the line over the picture that says what is shown
const places = new Map();  // where the reader has dragged an entity to, in the present arrangement
let arrangement = "";
let made = 0;  // how many arrangements there have been
let room = { width: 0, height: 0 };  // the window that the present arrangement was made for

function arranged() {
  const key = frame();
  if (key !== arrangement) {
    made += 1;
    places.clear();
    room = { width: $("canvas").clientWidth, height: $("canvas").clientHeight };
  }
  arrangement = key;
  const found = { near: ringed, path: lined, all: whole }[state.scope]();
  for (const [number, place] of places) if (found.has(number)) found.set(number, place);
  return found;
}

// What the picture depends on: as long as this stays the same, nothing moves.
const frame = () => [state.scope, state.focus, state.target, state.depth, state.shown, state.extra.size, view.nodes.length > 60].join();

const whole = () => spread(stretched(packed(), 1.6));

// Fills the window; one direction may be stretched more than the other, up to a limit that keeps the picture's shape.
function stretched(found, limit) {
  const all = [...found.values()];
  const low = { x: Math.min(...all.map((p) => p.x)), y: Math.min(...all.map((p) => p.y)) };
  const size = { x: Math.max(...all.map((p) => p.x)) - low.x, y: Math.max(...all.map((p) => p.y)) - low.y };
  const lost = state.scope === "all" ? 0 : PILL;
  const fits = { x: (room.width - 2 * MARGIN.x) / (size.x || 1), y: (room.height - 2 * MARGIN.y - 2 * lost) / (size.y || 1) };
  const least = Math.min(fits.x, fits.y, 1.4);
  const factor = { x: Math.min(fits.x, least * limit), y: Math.min(fits.y, least * limit) };
  for (const [number, p] of found) found.set(number, { x: (p.x - low.x - size.x / 2) * factor.x, y: (p.y - low.y - size.y / 2) * factor.y + lost });
  return found;
}

// Along the longer side of the window, every second one a little aside, so that labels have room.
function lined() {
  const lying = room.width > room.height;
  const place = (index) => (lying ? { x: index * 220, y: (index % 2) * 170 } : { x: (index % 2) * 110, y: index * 150 });
  return stretched(new Map(view.nodes.map((number, index) => [number, place(index)])), 1);
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
  return spread(stretched(found, 1.5));
}

// A ring holds what its circumference holds; the rest goes on further rings, so that no label lies on another.
function placeRing(ring, inner, angle, found) {
  let radius = inner;
  const rest = [...ring];
  const layers = [];
  while (rest.length) {
    radius += 150;
    layers.push([radius, rest.splice(0, Math.max(8, Math.floor((2 * Math.PI * radius) / 90)))]);
  }
  for (const [distance, layer] of layers) {
    layer.forEach((number, index) => {
      const turn = (2 * Math.PI * (index + 0.5 * (distance !== layers[0][0]))) / layer.length - Math.PI / 2;
      angle.set(number, turn);
      found.set(number, { x: distance * Math.cos(turn), y: distance * Math.sin(turn) });
    });
  }
  return radius;
}
