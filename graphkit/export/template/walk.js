// Walking the graph along the statements that pass the filters, in both directions.

function nearby(start, depth) {
  const found = new Map([[start, 0]]);
  const queue = [start];
  for (const number of queue) {
    const step = found.get(number);
    if (step === depth) continue;
    const around = neighbours(number).sort((a, b) => a - b);  // by importance
    for (const other of around) {
      if (found.has(other)) continue;
      found.set(other, step + 1);
      queue.push(other);
    }
  }
  return new Set(found.keys());
}

const neighbours = (number) => [
  ...new Set(entities[number].statements.filter((s) => passing.has(s.number)).map((s) => otherEnd(s, number))),
];

function shortest(from, to) {
  const before = new Map([[from, null]]);
  const queue = [from];
  for (const number of queue) {
    if (number === to) break;
    for (const other of neighbours(number).sort((a, b) => a - b)) {
      if (before.has(other)) continue;
      before.set(other, number);
      queue.push(other);
    }
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let number = to; number !== null; number = before.get(number)) path.unshift(number);
  return { nodes: path, steps: path.length - 1 };
}

// Steps from the focus, for the drawing of a neighbourhood.
function stepsFrom(start, members) {
  const inside = new Set(members);
  const steps = new Map([[start, 0]]);
  const parent = new Map();
  const queue = [start];
  for (const number of queue) {
    for (const other of neighbours(number)) {
      if (steps.has(other) || !inside.has(other)) continue;
      steps.set(other, steps.get(number) + 1);
      parent.set(other, number);
      queue.push(other);
    }
  }
  return { steps, parent };
}
