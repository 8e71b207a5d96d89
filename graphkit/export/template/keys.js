// The keyboard: what each key does, and the list of them.

const DEPTHS = ["1", "2", "3"];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const LISTED = [
  ["/", "search"], ["", "move"], ["Enter", "open"], ["1 2 3", "near"], ["+ −", "zoom"], ["0", "fit"], ["l", "list"],
  ["p", "path"], ["f", "filters"], ["Esc", "escape"], ["?", "help"],
];

const anywhere = {
  "/": () => $("search").focus(),
  "?": () => $("keys").showModal(),
  l: () => change({ view: state.view === "list" ? "graph" : "list" }),
  p: () => openPath(state.selected),
  f: () => $("filters-toggle").click(),
  Escape: escape,
};

function escape() {
  if ($("take").open) $("take").open = false;
  else if (state.selected !== null || state.edge) select(null);
  else if (state.scope !== "all") leaveScope();
}

function leaveScope() {
  change({ scope: "all", focus: null, target: null }, { step: true });
}

const typing = (element) => element.matches("input:not([type=checkbox]):not([type=range]), textarea, select");

function startKeys() {
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector("dialog[open]");
    if (open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const action = anywhere[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
  $("canvas").addEventListener("keydown", onCanvas);
  $("keys-list").append(...LISTED.flatMap(([key, means]) => [
    el("dt", {}, el("kbd", key ? {} : { "data-say": "arrows" }, key)), el("dd", { "data-say": `key-${means}` }),
  ]));
}

function onCanvas(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in ARROWS) {
    const next = towards(...ARROWS[event.key]);
    if (next !== null) moveTo(next);
  } else if (event.key === "Enter" && (state.selected !== null || state.edge)) $("panel").querySelector("h2").focus();
  else if (DEPTHS.includes(event.key) && state.selected !== null) goNear(state.selected, Number(event.key));
  else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") refit();
  else return;
  event.preventDefault();
}

function moveTo(number) {
  change({ selected: number, edge: null });
  announce(`${labelOf(entities[number])}, ${wordOf(types[entities[number].type])}, ${counted("statement", "statements", weight(number))}`);
}

const ends = { "path-from": null, "path-to": null };

function openPath(number) {
  const put = (id, entity) => {
    ends[id] = entity?.number ?? null;
    $(id).value = entity ? labelOf(entity) : "";
  };
  put("path-from", number === null ? null : entities[number]);
  put("path-to", null);
  $("path-answer").textContent = "";
  $("path").showModal();
  $(number === null ? "path-from" : "path-to").focus();
}

function startPath() {
  for (const id of Object.keys(ends)) {
    combobox(id, findEntities, entityOption, (entity, input) => {
      ends[id] = entity.number;
      input.value = labelOf(entity);
    });
    $(id).addEventListener("input", () => (ends[id] = null));
  }
  $("path-close").onclick = () => $("path").close();
  $("path-go").onclick = () => {
    const [focus, target] = [ends["path-from"], ends["path-to"]];
    if (focus === null || target === null || focus === target) $("path-answer").textContent = say("path-choose");
    else if (!shortest(focus, target)) $("path-answer").textContent = say("path-none");
    else {
      $("path").close();
      change({ scope: "path", focus, target, selected: null, edge: null, view: "graph" }, { step: true });
    }
  };
}
