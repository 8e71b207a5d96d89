// Elements and words. Text only ever becomes a text node: nothing here or elsewhere parses markup.
"use strict";

const $ = (id) => document.getElementById(id);

const json = (id) => JSON.parse($(id).textContent);

function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function button(text, onclick, properties = {}) {
  return el("button", { type: "button", onclick, ...properties }, text);
}

// A name from an article may be right-to-left or hold an override: <bdi> keeps it from turning what stands beside it.
const named = (text, properties = {}) => el("bdi", properties, text);

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const strings = json("data-strings");

function say(key, values = {}) {
  const text = strings[state.language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// The same with elements, not words, in the places of the names.
const sayWith = (key, elements) => strings[state.language][key].split(/(?=\{\w+\})|(?<=\})/).map((part) => elements[/^\{(\w+)\}$/.exec(part)?.[1]] ?? part);

// One for singular, many for plural: the two words that a count may need stand beside each other in strings.json.
const counted = (one, many, count) => (count === 1 ? say(one) : say(many, { count: amount(count) }));

// Intl does the same, and needs a tenth of a page's start for its tables.
const amount = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, say("thousands"));

function sayAll() {
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-say-label]")) element.setAttribute("aria-label", say(element.dataset.sayLabel));
  for (const element of document.querySelectorAll("[data-say-title]")) element.title = say(element.dataset.sayTitle);
  for (const element of document.querySelectorAll("[data-say-placeholder]")) element.placeholder = say(element.dataset.sayPlaceholder);
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Colours stand in the style sheet alone; a drawing asks for hundreds of them, so each is read once a theme.
const palette = new Map();

function css(name) {
  if (!palette.has(name)) palette.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return palette.get(name);
}

const dark = () => css("--is-dark") === "1";

function soon(work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      work();
    });
  };
}
