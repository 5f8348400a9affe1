// The page: which view is shown, what the stream is doing, light or dark.
import {h, clock, whole, link} from './dom.js';
import {Fleet} from './fleet.js';
import {Refusal} from './api.js';
import {redraw} from './charts.js';
import {isLockedOut, login} from './session.js';
import {overview} from './overview.js';
import {alerts, plan} from './outlook.js';
import {decision, decisions} from './decision.js';
import {target, agent, worker, gpu} from './places.js';
import {shadow, rules} from './rules.js';

const STREAM = '/v1/events/stream';
const LATE_MILLIS = 3000;
const VIEWS = {'': overview, decision, decisions, target, agent, worker, gpu, shadow, rules, alerts, plan};

const main = document.getElementById('main');
const notice = document.getElementById('notice');
const live = document.getElementById('live');
const fleet = new Fleet();

/** What one view has to clean up, and how it shows itself and its failures. */
class View {
  #leave = [];
  #theme = [];
  #failures = new Map();
  left = false;

  show(...content) {
    if (!this.left) main.replaceChildren(...content.flat(Infinity).filter(Boolean));
  }

  title(text) {
    if (!this.left) document.title = `${text} · BlackRoad Streams`;
  }

  /** Shows why something failed, until it has worked. */
  failed(error, task) {
    this.#failures.set(task, error.message);
    this.#tell();
  }

  worked(task) {
    if (this.#failures.delete(task)) this.#tell();
  }

  forgetFailures() {
    this.#failures.clear();
    this.#tell();
  }

  #tell() {
    if (!this.left) say('view', [...this.#failures.values()].at(-1));
  }

  listen(source, name, listener) {
    source.addEventListener(name, listener);
    this.onLeave(() => source.removeEventListener(name, listener));
  }

  onLeave(task) {
    if (this.left) task();
    else this.#leave.push(task);
  }

  onTheme(task) {
    this.#theme.push(task);
  }

  themed() {
    this.#theme.forEach(task => task());
  }

  close() {
    this.left = true;
    this.#leave.forEach(task => task());
  }
}

let view = new View();

const said = {stream: '', view: ''};

/** Shows a sentence of the stream or of the view above the view, the stream's before the view's; none hides it. */
function say(who, text) {
  said[who] = text || '';
  const shown = said.stream || said.view;
  notice.hidden = !shown;
  if (notice.textContent !== shown) notice.textContent = shown;
}

async function route() {
  const moved = view.path !== undefined;
  view.close();
  const current = view = new View();
  const [name, ...parts] = location.hash.replace(/^#\/?/, '').split('/').map(part => {
    try {
      return decodeURIComponent(part);
    } catch (e) {
      return part;
    }
  });
  view.path = name;
  say('view', '');
  document.title = 'BlackRoad Streams';
  for (const item of document.querySelectorAll('nav a')) {
    if (item.getAttribute('href') === '#/' + name) item.setAttribute('aria-current', 'page');
    else item.removeAttribute('aria-current');
  }
  const show = Object.hasOwn(VIEWS, name) ? VIEWS[name] : null;
  try {
    if (show) await show(current, fleet, ...parts);
    else current.show(h('h1', {}, 'There is no such view'), h('p', {}, h('a', {href: '#/'}, 'The fleet')));
  } catch (e) {
    if (!(e instanceof Refusal)) throw e;
    if (e.status === 401) return enter();
    current.show(h('h1', {}, e.status === 404 ? 'Not found' : 'Not now'), h('p', {}, e.message),
      h('p', {}, h('a', {href: '#/'}, 'Back to the fleet'), e.status === 404 ? '' : '. This page asks again in three seconds.'));
    if (e.status !== 404) {
      const again = setTimeout(() => { if (!current.left) route(); }, 3000);
      current.onLeave(() => clearTimeout(again));
    }
  }
  if (moved && !current.left) {
    window.scrollTo(0, 0);
    main.focus({preventScroll: true});
  }
}

// What the stream is doing.

function pulse() {
  const {head, state} = fleet;
  const late = head && Date.now() - fleet.arrivedAt > LATE_MILLIS;
  if (locked) live.textContent = 'locked';
  else if (state === 'broken') live.textContent = head ? `no connection since ${clock(new Date(fleet.arrivedAt).toISOString())}` : 'no connection';
  else if (!head || state === 'connecting') live.textContent = 'connecting …';
  else if (late) live.textContent = `nothing new since ${clock(head.at)}`;
  else live.textContent = `live · ${clock(head.at)} UTC` + (fleet.skipped ? ` · ${whole(fleet.skipped)} s skipped` : '');
  live.dataset.state = state === 'connecting' || !head && state !== 'broken' ? 'connecting' : state === 'broken' || late ? 'late' : 'live';
  if (locked) say('stream', '');
  else if (state === 'broken') say('stream', 'The server does not answer; what is shown is what was last heard. The page goes on by itself when it is back.');
  else if (head && head.missingPartitions.length) {
    say('stream', `Nobody speaks for ${whole(head.missingPartitions.length)} partitions now, which are being moved or restored: their agents keep their place without a load. `
      + head.missingPartitions.slice(0, 12).join(', '));
  } else if (said.stream) {
    say('stream', '');
    // What failed while the server was away says nothing any more.
    view.forgetFailures();
  }
}

fleet.addEventListener('marks', pulse);
fleet.addEventListener('state', pulse);
setInterval(pulse, 1000);

// Light, dark, or as the system.

const system = matchMedia('(prefers-color-scheme: dark)');
const themeButton = document.getElementById('theme');
const CHOICES = ['auto', 'light', 'dark'];

function theme(choice) {
  const dark = choice === 'dark' || choice === 'auto' && system.matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  themeButton.textContent = 'Theme: ' + choice;
  themeButton.dataset.choice = choice;
  redraw();
  view.themed();
}

function stored() {
  try {
    const choice = localStorage.getItem('theme');
    return CHOICES.includes(choice) ? choice : 'auto';
  } catch (e) {
    return 'auto';
  }
}

themeButton.addEventListener('click', () => {
  const choice = CHOICES[(CHOICES.indexOf(themeButton.dataset.choice) + 1) % CHOICES.length];
  try {
    localStorage.setItem('theme', choice);
  } catch (e) {
    // A browser that keeps nothing still changes the theme for this visit.
  }
  theme(choice);
});
system.addEventListener('change', () => theme(themeButton.dataset.choice));

document.getElementById('find').addEventListener('submit', event => {
  event.preventDefault();
  const id = new FormData(event.target).get('id').trim();
  if (id) location.hash = link(/^[^/]+\.[^/]+\.\d+$/.test(id) ? 'decision' : 'agent', id);
});

theme(stored());
window.addEventListener('hashchange', () => { if (!locked) route(); });

let locked = false;

/** The stream and the view, or first a form for the token where the server asks for one. */
async function enter() {
  locked = await isLockedOut();
  if (locked) {
    view.show(login(enter));
    return;
  }
  fleet.connect(STREAM);
  route();
}

// A token ends, or is taken back, while the page is open.
fleet.addEventListener('state', () => { if (fleet.state === 'broken' && !locked) isLockedOut().then(out => { if (out) enter(); }); });

enter();
