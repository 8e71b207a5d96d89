// Puts the page together: each change of the state shows itself everywhere.

function announce(text) {
  $("status").textContent = text;
}

function show() {
  look();
  const listing = state.view === "list";
  $("graph").hidden = listing;
  $("list").hidden = !listing;
  for (const name of ["graph", "list"]) $(`view-${name}`).setAttribute("aria-pressed", String(state.view === name));
  showFilters();
  showTimeline();
  showPanel();
  showScope();
  showFoot();
  if (listing) showList();
  else draw();
}

function showScope() {
  $("scope").hidden = state.scope === "all";
  if (state.scope === "all") return;
  const name = (number) => `⁨${labelOf(entities[number])}⁩`;
  const path = state.scope === "path" ? shortest(state.focus, state.target) : null;
  $("scope-text").textContent =
    state.scope === "near" ? say("near", { depth: counted("step", "steps", state.depth), name: name(state.focus) })
    : path ? say("path-of", { from: name(state.focus), to: name(state.target), steps: counted("step", "steps", path.steps) })
    : say("path-none");
}

function showFoot() {
  const listing = state.view === "list";
  const { whole } = columns;
  const told = say(listing ? "status-list" : "status", {
    nodes: amount(view.nodes.length), allNodes: amount(whole.entities),
    edges: amount(listing ? view.statements.length : view.drawn.length), allEdges: amount(whole.statements),
  });
  const rest = state.scope === "path" ? 0 : view.total - Math.min(state.shown, view.total);
  const more = Math.min(START, rest, MOST_DRAWN - state.shown);
  const notes = [told];
  if (statements.length < whole.statements) notes.push(say("part", { count: amount(statements.length) }));
  if (!listing && rest > 0 && more <= 0) notes.push(say("most"));
  announce(notes.join(" · "));
  $("more").hidden = listing || more <= 0;
  $("more").textContent = say("more", { count: amount(more) });
  $("fewer").hidden = listing || state.scope === "path" || state.shown <= START;
}

function showTheme() {
  document.documentElement.dataset.theme = state.theme;
  palette.clear();
}

function retell() {
  showTheme();
  sayAll();
  document.title = `graphkit: ${counted("entity", "entities", entities.length)}, ${counted("statement", "statements", statements.length)}`;
  $("language").replaceChildren(el("span", { className: "long" }, say("language")), el("span", { className: "short", "aria-hidden": "true" }, say("language-code")));
  $("language").lang = state.language === "nl" ? "en" : "nl";
  show();
}

function start() {
  restore(location.hash);
  showTheme();
  sayAll();
  startSearch();
  startFilters();
  startTimeline();
  startExport();
  startPath();
  startKeys();
  $("view-graph").onclick = () => change({ view: "graph" });
  $("view-list").onclick = () => change({ view: "list" });
  $("language").onclick = () => {
    change({ language: state.language === "nl" ? "en" : "nl" });
    retell();
  };
  $("theme").onclick = () => {
    change({ theme: dark() ? "light" : "dark" });
    retell();
  };
  $("help").onclick = () => $("keys").showModal();
  $("scope-leave").onclick = leaveScope;
  $("more").onclick = () => change({ shown: Math.min(MOST_DRAWN, state.shown + START) });
  $("fewer").onclick = () => change({ shown: START, extra: new Set() });
  listeners.push(soon(show));
  addEventListener("popstate", () => {
    restore(location.hash);
    retell();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retell);
  retell();
  performance.mark("usable");
}

// For scripts that drive the page (our tests do): where on the page an entity stands now.
globalThis.graphkit = {
  whereIs(id) {
    const box = $("canvas").getBoundingClientRect();
    const { x, y } = network.canvasToDOM(network.getPosition(entityById(id).number));
    return { x: x + box.left, y: y + box.top };
  },
};

start();
