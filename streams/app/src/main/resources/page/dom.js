// Elements and numbers. Text only ever enters the page as text nodes or attributes, so no id can become markup.

/** An element; attributes that start with "on" are listeners, null children are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const WHOLE = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const ONE = new Intl.NumberFormat('en', {minimumFractionDigits: 1, maximumFractionDigits: 1});
const MONEY = new Intl.NumberFormat('en', {style: 'currency', currency: 'USD'});
const UNKNOWN = '–';

export const known = value => value !== null && value !== undefined && value !== -1;
export const whole = value => known(value) ? WHOLE.format(value) : UNKNOWN;
export const permille = value => known(value) ? ONE.format(value / 10) + ' %' : UNKNOWN;
export const dollars = value => value === null || value === undefined ? UNKNOWN : MONEY.format(value);
/** "1 lease", "2 leases". */
export const count = (number, one, many = one + 's') => `${whole(number)} ${number === 1 ? one : many}`;

/** A difference of money an hour, with its sign. */
export const moreAnHour = nanos => !Number(nanos) ? 'unchanged'
  : (nanos > 0 ? '+' : '−') + dollars(Math.abs(Number(nanos)) / 1e9) + ' an hour';

export const nanoDollars = value => dollars(value === null || value === undefined ? null : Number(value) / 1e9);
export const gigabytes = bytes => known(bytes) ? ONE.format(bytes / 1e9) + ' GB' : UNKNOWN;
export const cores = millis => known(millis) ? ONE.format(millis / 1000) : UNKNOWN;

/** Time of day in UTC, the whole instant as its title. */
export function time(instant) {
  return h('time', {datetime: instant, title: instant}, clock(instant));
}

export const clock = instant => new Date(instant).toISOString().slice(11, 19);

export const dateAndClock = instant => new Date(instant).toISOString().slice(0, 19).replace('T', ' ') + ' UTC';

const ARROWS = {UP: '▲', DOWN: '▼', HOLD: '='};

/** "up 20 → 29", said by a sign, a word and a colour. */
export function change(decision) {
  const hold = decision.direction === 'HOLD';
  const text = hold ? `hold ${whole(decision.fromReplicas)}`
    : `${decision.direction.toLowerCase()} ${whole(decision.fromReplicas)} → ${whole(decision.toReplicas)}`;
  return h('span', {class: decision.direction.toLowerCase()},
    h('span', {'aria-hidden': 'true'}, ARROWS[decision.direction] + ' '), text);
}

/** A table: columns are [title, kind], kind "n" for numbers. */
export function table(caption, columns, rows) {
  return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption}, h('table', {},
    h('caption', {class: 'hidden'}, caption),
    h('thead', {}, h('tr', {}, columns.map(([title, kind]) => h('th', {scope: 'col', class: kind}, title)))),
    h('tbody', {}, rows.map(row => h('tr', {}, row.map((cell, i) => h('td', {class: columns[i][1]}, cell)))))));
}

/** A table that is made, and made again, only while it is open. */
export function behind(title, make) {
  const body = h('div', {});
  const details = h('details', {}, h('summary', {}, title), body);
  const fill = () => { if (details.open) body.replaceChildren(make()); };
  details.addEventListener('toggle', fill);
  details.refresh = () => { if (!body.contains(document.activeElement)) fill(); };
  return details;
}

/** Says that a copy answered; nothing when the owner did. */
export const copied = answer => answer.stale
  ? h('p', {class: 'muted'}, `A copy answers while the owner of this state is away; it is ${count(answer.lagRecords, 'record')} behind.`) : null;

export const empty = (...text) => h('p', {class: 'empty'}, ...text);

export function pairs(list) {
  return h('dl', {}, list.filter(pair => pair).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

export const link = (kind, ...parts) => `#/${kind}/${parts.map(encodeURIComponent).join('/')}`;

export const decisionLink = decision => link('decision', decision.decisionId);
