// When the articles appeared: bars by month (by year or day where these are too many or too few), and two handles that cut a period out.

const periods = (() => {
  const dates = articles.map((article) => article.date).filter(Boolean);
  const months = [...new Set(dates.map((date) => date.slice(0, 7)))].sort();
  const exact = dates.every((date) => date.length >= 10);
  const length = months.length > 60 || months.some((month) => month.length < 7) ? 4 : exact && months.length <= 4 ? 10 : 7;
  return everyPeriod([...new Set(dates.map((date) => date.slice(0, length)))].sort(), length);
})();

// Also the ones in which nothing appeared, so that distance on the line is distance in time.
function everyPeriod(found, length) {
  if (found.length < 2) return found;
  const all = [];
  const [last] = found.slice(-1);
  for (let at = found[0]; at <= last && all.length < 400; at = following(at, length)) all.push(at);
  return all;
}

function following(period, length) {
  const year = Number(period.slice(0, 4));
  const month = Number(period.slice(5, 7));
  const padded = (number, size) => String(number).padStart(size, "0");
  if (length === 4) return padded(year + 1, 4);
  if (length === 10) return new Date(Date.parse(period.slice(0, 10)) + 86_400_000).toISOString().slice(0, 10);
  return month === 12 ? `${padded(year + 1, 4)}-01` : `${padded(year, 4)}-${padded(month + 1, 2)}`;
}

const perPeriod = new Map();
for (const [date, count] of Object.entries(columns.said.dates)) {
  const period = date.slice(0, periods[0]?.length);
  perPeriod.set(period, (perPeriod.get(period) ?? 0) + count);
}

function startTimeline() {
  $("timeline").hidden = periods.length < 2;
  const top = Math.max(1, ...perPeriod.values());
  $("timeline-bars").replaceChildren(...periods.map((period) => {
    const bar = el("span", { title: `${period}: ${counted("statement", "statements", perPeriod.get(period) ?? 0)}` });
    bar.style.height = `${Math.round((100 * Math.sqrt(perPeriod.get(period) ?? 0)) / Math.sqrt(top))}%`;
    return bar;
  }));
  for (const id of ["from", "until"]) {
    $(id).min = 0;
    $(id).max = periods.length - 1;
    $(id).oninput = () => slide(id);
  }
}

function slide(moved) {
  let [from, until] = ["from", "until"].map((id) => Number($(id).value));
  if (from > until) moved === "from" ? (until = from) : (from = until);
  const whole = from === 0 && until === periods.length - 1;
  change({ from: whole ? "" : periods[from], until: whole ? "" : periods[until] });
}

function showTimeline() {
  if (periods.length < 2) return;
  const at = (period, otherwise) => (period ? periods.findIndex((one) => one >= period.slice(0, one.length)) : otherwise);
  const from = Math.max(0, at(state.from, 0));
  const found = at(state.until, periods.length - 1);
  const until = found < 0 ? periods.length - 1 : found;
  $("from").value = from;
  $("until").value = until;
  $("from").setAttribute("aria-valuetext", periods[from]);
  $("until").setAttribute("aria-valuetext", periods[until]);
  [...$("timeline-bars").children].forEach((bar, index) => bar.classList.toggle("out", index < from || index > until));
  const undated = (state.from || state.until) && articles.some((article) => !article.date) ? ` (${say("undated")})` : "";
  $("timeline-shown").textContent = (from === until ? periods[from] : `${periods[from]} – ${periods[until]}`) + undated;
}
