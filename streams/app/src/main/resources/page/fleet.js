// The fleet as the stream tells it: who sits where, two characters a seat, series and decisions.
// /openapi.json says what the events hold.

const FREE = 46; // '.'
const NO_LOAD = 126; // '~'
const LOWEST = 33; // '!'
const FIRST_DIGIT = 48;
const MORE = 32;

export const STATES = {
  B: 'busy', I: 'idle', R: 'starting', D: 'draining', F: 'failed', L: 'lost',
};

/** Registered and started are one state for the eye. */
export const stateOf = code => {
  const letter = String.fromCharCode(code);
  return letter === 'S' ? 'R' : letter;
};

/** Load in percent, or null when it is unknown. */
export const loadOf = code => code === NO_LOAD ? null : (code - LOWEST) * 2;

export const isFree = code => code === FREE;

const bytesOf = text => Uint8Array.from(text, c => c.charCodeAt(0));

/** The frame that a delta makes of another one. */
export function applyDelta(frame, delta, seats) {
  const next = new Uint8Array(2 * seats);
  for (let i = 0; i < next.length; i += 2) {
    next[i] = FREE;
    next[i + 1] = NO_LOAD;
  }
  next.set(frame.subarray(0, next.length));
  let seat = -1;
  for (let at = 0; at < delta.length;) {
    let skipped = 0, shift = 0, digit;
    do {
      digit = delta.charCodeAt(at++) - FIRST_DIGIT;
      skipped += (digit & (MORE - 1)) << shift;
      shift += 5;
    } while (digit >= MORE);
    seat += skipped + 1;
    next[2 * seat] = delta.charCodeAt(at++);
    next[2 * seat + 1] = delta.charCodeAt(at++);
  }
  return next;
}

const KEPT_DECISIONS = 60;

/** Follows the stream. Events: seats, marks, series, decisions, state. */
export class Fleet extends EventTarget {
  places = [];
  ids = [];
  seats = [];
  frame = new Uint8Array(0);
  series = new Map();
  decisions = [];
  head = null;
  state = 'connecting';
  skipped = 0;
  rounds = 0;
  arrivedAt = 0;
  behindMillis = 0;
  #offset = Infinity;
  #url = null;
  #source = null;
  #again = 0;

  /** Follows a stream while the page is seen: all tabs of a browser share six connections to a server. */
  connect(url) {
    if (!this.#url) document.addEventListener('visibilitychange', () => document.hidden ? this.#close() : this.#open());
    this.#url = url;
    if (!document.hidden) this.#open();
  }

  #close() {
    clearTimeout(this.#again);
    if (this.#source) this.#source.close();
    this.#source = null;
    this.#say('connecting');
  }

  #open() {
    clearTimeout(this.#again);
    if (this.#source) return;
    const source = this.#source = new EventSource(this.#url);
    source.onopen = () => this.#say('open');
    source.onerror = () => {
      this.#say('broken');
      if (source.readyState !== EventSource.CLOSED) return;
      this.#source = null;
      this.#again = setTimeout(() => this.#open(), 2000);
    };
    const on = (name, take) => source.addEventListener(name, event => take(event.data));
    on('layout', data => this.#layout(JSON.parse(data)));
    on('seats', data => this.#change(JSON.parse(data)));
    on('series', data => this.#points(JSON.parse(data)));
    on('decisions', data => this.#decided(JSON.parse(data)));
    on('frame', data => this.#marks(data, (head, text) => bytesOf(text)));
    on('delta', data => this.#marks(data, (head, text) => applyDelta(this.frame, text, head.seats)));
  }

  #say(state) {
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }

  #layout(layout) {
    this.places = layout.places;
    this.ids = layout.agents;
    this.seats = layout.seats;
    this.dispatchEvent(new Event('seats'));
  }

  #change(change) {
    // After a cut the same change may come twice: it says where its places belong.
    this.places.splice(change.from, change.places.length, ...change.places);
    for (const seat of change.left) {
      this.ids[seat] = '';
      this.seats[seat] = -1;
    }
    for (const [seat, id, place] of change.came) {
      while (this.ids.length < seat) {
        this.ids.push('');
        this.seats.push(-1);
      }
      this.ids[seat] = id;
      this.seats[seat] = place;
    }
    this.dispatchEvent(new Event('seats'));
  }

  #points(series) {
    for (const [target, points] of Object.entries(series.targets)) {
      let all = this.series.get(target);
      if (!all) this.series.set(target, all = []);
      for (const point of points) {
        const last = all[all.length - 1];
        if (last && point[0] <= last[0]) continue;
        const sameBucket = last && Math.floor(last[0] / series.intervalSeconds) === Math.floor(point[0] / series.intervalSeconds);
        if (sameBucket) all[all.length - 1] = point;
        else all.push(point);
      }
      while (all.length && all[0][0] <= all[all.length - 1][0] - series.keptSeconds) all.shift();
    }
    this.dispatchEvent(new Event('series'));
  }

  #decided(decisions) {
    const seen = new Set(this.decisions.map(decision => decision.decisionId));
    const news = decisions.items.filter(decision => !seen.has(decision.decisionId));
    this.decisions = [...news.reverse(), ...this.decisions].slice(0, KEPT_DECISIONS);
    this.dispatchEvent(new Event('decisions'));
  }

  #marks(data, make) {
    const end = data.indexOf('\n');
    const head = JSON.parse(end < 0 ? data : data.slice(0, end));
    this.frame = make(head, end < 0 ? '' : data.slice(end + 1));
    this.head = head;
    this.rounds++;
    this.skipped = head.skipped;
    this.arrivedAt = Date.now();
    // The two clocks may differ by anything, so the shortest way seen so far counts as none.
    this.#offset = Math.min(this.#offset, this.arrivedAt - Date.parse(head.at));
    this.behindMillis = this.arrivedAt - Date.parse(head.at) - this.#offset;
    this.dispatchEvent(new Event('marks'));
  }

  /** Agents by state, over all or over some seats. */
  counts(seats) {
    const counts = {B: 0, I: 0, R: 0, D: 0, F: 0, L: 0};
    const count = seat => {
      const code = this.frame[2 * seat];
      if (code && code !== FREE) counts[stateOf(code)]++;
    };
    if (seats) seats.forEach(count);
    else for (let seat = 0; 2 * seat < this.frame.length; seat++) count(seat);
    return counts;
  }

  /** Seats by place, places in the order of their names. */
  byPlace() {
    const groups = new Map();
    this.seats.forEach((place, seat) => {
      if (place < 0) return;
      if (!groups.has(place)) groups.set(place, []);
      groups.get(place).push(seat);
    });
    return [...groups].map(([place, seats]) => ({region: this.places[place][0], worker: this.places[place][1], seats}))
      .sort((a, b) => compare(a.region, b.region) || compare(a.worker, b.worker));
  }

  targets() {
    return [...this.series.keys()].sort(compare);
  }
}

export const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;
