// The last touch to a picture: symbols and the names under them are pushed apart until none lies on another, within
// the window as it is. Where there is no room for all names, the symbols at least get what room there is.

const ROUNDS = 90;
const STEPS = 600_000;  // pairs that may be looked at: a fraction of the time in which a page should answer
const FILL = 0.62;  // boxes that take more of a window than this cannot all be pushed apart
const AIR = 7;

function spread(found) {
  const boxes = roomy([...found].map(([number, place]) => boxOf(number, place)));
  const fixed = controls.map((box) => ({ ...box, x: (box.left + box.right - room.width) / 2, y: (box.top + box.bottom - room.height) / 2, wide: box.right - box.left, high: box.bottom - box.top, still: true }));
  const all = [...boxes, ...fixed];
  let left = STEPS;
  for (let round = 0; round < ROUNDS && left > 0; round += 1) {
    const { moved, looked } = pushed(all);
    boxes.forEach(confined);
    left -= looked;
    if (!moved) break;
  }
  return new Map(boxes.map(({ number, x, y, below }) => [number, { x, y: y - below }]));
}

// A symbol with its name under it, as labels.js draws them.
function boxOf(number, { x, y }) {
  const half = symbolSize(number);
  const letters = isHeavy(number) ? LETTERS.heavy : LETTERS.node;
  const wide = Math.max(2 * half, widthOf(shortened(labelOf(entities[number])), false) * letters) + AIR;
  const high = 2 * half + 1.15 * letters + AIR;
  return { number, x, y, wide, high, half, below: 0 };
}

// Shrinks the boxes towards their symbols as far as the window asks for it.
function roomy(boxes) {
  const asked = boxes.reduce((sum, { wide, high }) => sum + wide * high, 0);
  const share = Math.min(1, (FILL * room.width * room.height) / Math.max(1, asked));
  for (const box of boxes) {
    const least = 2 * box.half + 3;
    box.wide = Math.max(least, box.wide * Math.sqrt(share));
    box.high = Math.max(least, box.high * Math.sqrt(share));
    box.below = (box.high - least) / 2;
    box.y += box.below;
  }
  return boxes;
}

// One round: of each two boxes that overlap, both give way along the axis on which it takes less.
function pushed(all) {
  const order = [...all].sort((a, b) => a.x - a.wide / 2 - (b.x - b.wide / 2) || (a.number ?? -1) - (b.number ?? -1));
  const widest = Math.max(...all.map((box) => box.wide));
  let [moved, looked] = [false, 0];
  order.forEach((one, index) => {
    for (let next = index + 1; next < order.length; next += 1) {
      const two = order[next];
      looked += 1;
      if (two.x - two.wide / 2 > one.x + one.wide / 2 + widest) break;
      const lack = { x: (one.wide + two.wide) / 2 - Math.abs(two.x - one.x), y: (one.high + two.high) / 2 - Math.abs(two.y - one.y) };
      if (lack.x <= 0 || lack.y <= 0 || (one.still && two.still)) continue;
      const axis = lack.x / (one.wide + two.wide) < lack.y / (one.high + two.high) ? "x" : "y";
      const way = (two[axis] - one[axis] || 1) < 0 ? -1 : 1;
      const push = lack[axis] * (one.still || two.still ? 1 : 0.5);
      if (!one.still) one[axis] -= way * push;
      if (!two.still) two[axis] += way * push;
      moved = true;
    }
  });
  return { moved, looked };
}

function confined(box) {
  const [x, y] = [Math.max(0, (room.width - box.wide) / 2 - AIR), Math.max(0, (room.height - box.high) / 2 - AIR)];
  box.x = Math.min(x, Math.max(-x, box.x));
  box.y = Math.min(y, Math.max(-y, box.y));
}
