// Finding by name while one types: a text box with a list under it that arrow keys walk through.

const SHOWN_HITS = 20;

const nameIndex = (() => {
  let index = null;
  return () =>
    (index ??= entities.map((entity) => {
      const names = [entity.label, ...Object.values(entity.labels), ...entity.names].map(plain);
      return { entity, names, all: names.join("\n") };
    }));
})();

// A name that is the words, starts with them, has a word that starts with them, holds them: in this order.
function findEntities(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const parts = wanted.split(/\s+/);
  const levels = [[], [], [], []];
  for (const { entity, names, all } of nameIndex()) {
    if (!parts.every((part) => all.includes(part))) continue;
    levels[Math.max(closeness(names, wanted), entity.statements.length ? 0 : 1)].push(entity);
  }
  return levels.flat();  // entities are in order of importance already
}

function closeness(names, wanted) {
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  return names.some((name) => name.includes(" " + wanted)) ? 2 : 3;
}

const entityOption = (entity) => ({
  value: entity,
  parts: [icon(entity.type), named(labelOf(entity), { className: "name" }), el("small", {}, `${wordOf(types[entity.type])} · ${counted("statement", "statements", entity.statements.length)}`)],
});

function findArticles(text) {
  const wanted = plain(text.trim());
  return articles.map((article, number) => ({ article, number })).filter(({ article }) => plain(`${article.title} ${article.id}`).includes(wanted));
}

const articleOption = ({ article, number }) => ({
  value: number, parts: [named(article.title, { className: "name" }), el("small", {}, article.date || say("undated-article"))],
});

// The ARIA combobox pattern: focus stays in the input, aria-activedescendant names the option.
function combobox(id, find, option, pick) {
  const input = $(id);
  const box = $(id + "-hits");
  let options = [];
  let active = -1;
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", box.id], ["aria-expanded", "false"]]) input.setAttribute(name, value);

  const open = (yes) => {
    box.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) input.removeAttribute("aria-activedescendant");
  };
  const mark = (next) => {
    active = options.length ? (next + options.length) % options.length : -1;
    [...box.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", box.children[active].id);
    box.children[active].scrollIntoView({ block: "nearest" });
  };
  const choose = (index) => {
    open(false);
    pick(options[index].value, input);
  };
  const show = () => {
    const text = input.value;
    options = text.trim() || id === "article" ? find(text).slice(0, SHOWN_HITS).map(option) : [];
    box.replaceChildren(...options.map(({ parts }, index) =>
      el("li", { role: "option", id: `${id}-hit-${index}`, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => choose(index) }, ...parts)));
    if (!options.length && text.trim()) box.append(el("li", { className: "none", role: "option", "aria-disabled": "true", id: `${id}-hit-none` }, say("no-hits")));
    open(box.childElementCount > 0);
    mark(options.length && text.trim() ? 0 : -1);
  };
  input.oninput = show;
  input.onfocus = () => (input.value || id === "article") && show();
  input.onblur = () => open(false);
  input.onkeydown = (event) => {
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter" && active >= 0 && !box.hidden) choose(active);
    else if (event.key === "Escape" && !box.hidden) open(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

const COMPANY = 12;  // neighbours that come along with an entity that was not in view

function pickEntity(entity, input) {
  input.value = "";
  const { number } = entity;
  const there = view.nodes.includes(number);
  const company = there ? [] : [number, ...neighbours(number).sort((a, b) => a - b).slice(0, COMPANY)];
  sought = number;
  change({ selected: number, edge: null, extra: new Set([...state.extra, ...company]), scope: there ? state.scope : "all" }, { step: true });
}

function startSearch() {
  combobox("search", findEntities, entityOption, pickEntity);
  combobox("article", findArticles, articleOption, (number, input) => {
    input.value = "";
    change({ articles: new Set(state.articles).add(number) });
  });
}
