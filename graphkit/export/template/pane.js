// The window over the drawing: what part of it is seen, and how that follows the window's size and the reader's choice.

const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)) });

// Places are made for a window of a certain size (see arrange.js): in a smaller one, the whole picture shrinks.
function fit() {
  const { clientWidth, clientHeight } = $("canvas");
  network.moveTo({ position: { x: 0, y: 0 }, scale: Math.min(1, clientWidth / room.width, clientHeight / room.height) });
  fittedAt = whereabouts();
}

// The reader asks for it: the picture is made anew for the window as it is, unless entities were dragged.
function refit() {
  if (!places.size) arrangement = "";
  draw();
  fit();
}

// Not the view position, which changes with the window although nothing has moved.
const whereabouts = () => JSON.stringify([network.getScale(), network.canvasToDOM({ x: 0, y: 0 })]);

// A window of another size gets the picture made anew, unless the reader has moved or zoomed it.
function resized() {
  const { clientWidth, clientHeight } = $("canvas");
  if (!clientWidth || (clientWidth === pane.width && clientHeight === pane.height)) return;
  if (whereabouts() === fittedAt && !places.size) arrangement = "";
  draw();
}

// Opening a panel narrows the window: what is seen of the picture stays where it was, unlike what vis-network would do.
let pane = { width: 0, height: 0 };

function settle() {
  const { clientWidth: width, clientHeight: height } = $("canvas");
  if (width === pane.width && height === pane.height) return;
  const scale = network.getScale();
  const position = network.getViewPosition();  // of the new window over the picture as it lies: its left edge stays
  network.redraw();
  network.moveTo({ scale, position });
  pane = { width, height };
}

// The buttons over the drawing: what lies under them could be neither read nor clicked on.
let controls = [];

function underControls() {
  const canvas = $("canvas").getBoundingClientRect();
  const boxes = [document.querySelector("#graph .zoom"), document.querySelector("#legend summary"), $("scope")].map((element) => element.getBoundingClientRect());
  return boxes.filter((box) => box.width).map((box) => ({ left: box.left - canvas.left - 4, right: box.right - canvas.left + 4, top: box.top - canvas.top - 4, bottom: box.bottom - canvas.top + 4 }));
}

// On a phone the panel lies over the drawing: only what is above it is in sight.
function covered() {
  const [canvas, panel] = [$("canvas"), $("panel")].map((element) => element.getBoundingClientRect());
  const over = panel.height > 0 && panel.left <= canvas.left && panel.right >= canvas.right;
  return over ? Math.max(0, canvas.bottom - panel.top) : 0;
}

function isInSight(number) {
  if (!view.nodes.includes(number)) return true;
  const { x, y } = network.canvasToDOM(network.getPosition(number));
  return x > 30 && y > 30 && x < $("canvas").clientWidth - 30 && y < $("canvas").clientHeight - covered() - 40;
}

function bringIntoSight(number) {
  if (!view.nodes.includes(number)) return;
  const scale = Math.max(network.getScale(), 1);
  const { x, y } = network.getPosition(number);
  network.moveTo({ position: { x, y: y + covered() / 2 / scale }, scale });
}

const EDGE = { x: 90, y: 40 };  // room for the name of what stands at the rim

// What hangs on a choice comes into sight with it; where the window has no room for all of it, the choice is in its middle.
function bringNear(chosen) {
  if (!chosen) return;
  const at = [...chosen].filter((number) => view.nodes.includes(number)).map((number) => network.canvasToDOM(network.getPosition(number)));
  const size = { x: $("canvas").clientWidth, y: $("canvas").clientHeight - covered() };
  const shift = { x: 0, y: 0 };
  for (const axis of ["x", "y"]) {
    const [low, high] = [Math.min(...at.map((p) => p[axis])) - EDGE[axis], Math.max(...at.map((p) => p[axis])) + EDGE[axis]];
    const hidden = low < 0 || high > size[axis];
    const middle = at.reduce((sum, p) => sum + p[axis], 0) / at.length;
    if (hidden) shift[axis] = high - low > size[axis] ? middle - size[axis] / 2 : low < 0 ? low : high - size[axis];
  }
  if (!shift.x && !shift.y) return;
  const scale = network.getScale();
  const { x, y } = network.getViewPosition();
  network.moveTo({ scale, position: { x: x + shift.x / scale, y: y + shift.y / scale } });
}
