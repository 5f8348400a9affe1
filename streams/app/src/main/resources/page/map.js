// The map of the fleet: one canvas, a cell an agent, grouped by region and worker. Hue is the state, brightness the load.
import {STATES, stateOf, loadOf, isFree} from './fleet.js';

const GAP = 3;
const REGION_GAP = 12;
const LABEL = 20;
const STEPS = 16;
const MAX_CELL = 16;

const rgb = text => {
  const hex = text.trim().slice(1);
  const full = hex.length === 3 ? [...hex].map(c => c + c).join('') : hex;
  return [0, 2, 4].map(i => parseInt(full.slice(i, i + 2), 16));
};

export class FleetMap {
  cells = [];
  cursor = -1;

  constructor(canvas, fleet, height, onPick) {
    this.canvas = canvas;
    this.fleet = fleet;
    this.height = height;
    this.onPick = onPick;
    this.context = canvas.getContext('2d', {alpha: false});
    canvas.addEventListener('mousemove', event => this.#point(event));
    canvas.addEventListener('mouseleave', () => this.#choose(-1));
    canvas.addEventListener('click', () => this.cursor >= 0 && this.onPick(this.cursor, true));
    canvas.addEventListener('keydown', event => this.#key(event));
    this.recolour();
  }

  /** Reads the colours of the theme. */
  recolour() {
    const style = getComputedStyle(document.documentElement);
    const background = rgb(style.getPropertyValue('--bg'));
    this.text = style.getPropertyValue('--muted').trim();
    this.outline = style.getPropertyValue('--fg').trim();
    this.background = style.getPropertyValue('--bg').trim();
    this.colours = {};
    for (const letter of Object.keys(STATES)) {
      const name = letter === 'R' ? 'starting' : STATES[letter];
      const full = rgb(style.getPropertyValue('--' + name));
      this.colours[letter] = Array.from({length: STEPS + 1}, (_, step) => {
        const part = 0.22 + 0.78 * step / STEPS;
        const [r, g, b] = full.map((c, i) => Math.round(background[i] + (c - background[i]) * part));
        return 0xff000000 | b << 16 | g << 8 | r;
      });
    }
    const [r, g, b] = background;
    this.ground = 0xff000000 | b << 16 | g << 8 | r;
  }

  /** Finds a place for each seat; the largest cells that fit into the height. */
  arrange() {
    const width = this.canvas.clientWidth;
    if (!width) return;
    const regions = new Map();
    for (const group of this.fleet.byPlace()) {
      if (!regions.has(group.region)) regions.set(group.region, []);
      regions.get(group.region).push(group);
    }
    let cell = MAX_CELL;
    let plan;
    do {
      plan = this.#plan(regions, width, cell);
      cell = cell > 6 ? cell - 1 : cell - 0.5;
    } while (plan.height > this.height && cell >= 2);
    this.plan = plan;
    const ratio = window.devicePixelRatio || 1;
    this.ratio = ratio;
    this.canvas.style.height = plan.height + 'px';
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(plan.height * ratio);
    this.image = this.context.createImageData(this.canvas.width, this.canvas.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.paint();
  }

  // Workers of a region lie side by side as blocks of one height, row after row; a block is as wide as its agents need.
  #plan(regions, width, cell) {
    const x = [], y = [], labels = [], order = [];
    let top = 0;
    for (const [region, groups] of regions) {
      labels.push({text: region, x: 0, y: top});
      top += LABEL;
      const rows = groups.length === 1
        ? Math.max(1, Math.ceil(groups[0].seats.length / Math.floor(width / cell)))
        : Math.max(1, Math.min(8, Math.round(Math.sqrt(Math.max(...groups.map(group => group.seats.length))))));
      let left = 0;
      for (const group of groups) {
        const columns = Math.ceil(group.seats.length / rows);
        if (left > 0 && left + columns * cell > width) {
          left = 0;
          top += rows * cell + GAP;
        }
        group.seats.forEach((seat, i) => {
          x[seat] = left + Math.floor(i / rows) * cell;
          y[seat] = top + (i % rows) * cell;
          order.push(seat);
        });
        left += columns * cell + GAP;
      }
      top += rows * cell + REGION_GAP;
    }
    return {x, y, labels, order, cell, height: Math.max(40, Math.ceil(top - REGION_GAP))};
  }

  /** Paints everything. */
  paint() {
    if (!this.plan) return;
    const start = performance.now();
    const {x, y, cell, order} = this.plan;
    const {frame} = this.fleet;
    const width = this.canvas.width;
    const size = Math.max(1, Math.round(cell * this.ratio) - (cell * this.ratio >= 4 ? 1 : 0));
    this.pixels.fill(this.ground);
    for (const seat of order) {
      const code = frame[2 * seat];
      if (!code || isFree(code)) continue;
      const colours = this.colours[stateOf(code)];
      const load = loadOf(frame[2 * seat + 1]);
      const colour = colours[load === null ? 0 : Math.min(STEPS, Math.round(load / 100 * STEPS))];
      let at = Math.round(y[seat] * this.ratio) * width + Math.round(x[seat] * this.ratio);
      for (let row = 0; row < size; row++, at += width) this.pixels.fill(colour, at, at + size);
    }
    this.context.putImageData(this.image, 0, 0);
    this.#label();
    this.#outline();
    this.paints = (this.paints || 0) + 1;
    this.paintMillis = performance.now() - start;
  }

  #label() {
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.context.font = '13px system-ui, "DejaVu Sans", sans-serif';
    this.context.textBaseline = 'top';
    this.context.fillStyle = this.text;
    for (const label of this.plan.labels) this.context.fillText(label.text, label.x, label.y + 1);
    this.context.setTransform(1, 0, 0, 1, 0, 0);
  }

  #outline() {
    if (this.cursor < 0 || this.plan.x[this.cursor] === undefined) return;
    const {x, y, cell} = this.plan;
    this.context.strokeStyle = this.outline;
    this.context.lineWidth = 2;
    this.context.strokeRect(x[this.cursor] * this.ratio - 2, y[this.cursor] * this.ratio - 2,
      cell * this.ratio + 3, cell * this.ratio + 3);
  }

  #choose(seat) {
    if (seat === this.cursor) return;
    this.cursor = seat;
    this.paint();
    this.onPick(seat, false);
  }

  #point(event) {
    if (!this.plan) return;
    const {x, y, cell, order} = this.plan;
    const seat = order.find(at => event.offsetX >= x[at] && event.offsetX < x[at] + cell
      && event.offsetY >= y[at] && event.offsetY < y[at] + cell);
    this.#choose(seat === undefined ? -1 : seat);
  }

  #key(event) {
    if (!this.plan || !this.plan.order.length) return;
    const {order, x, y} = this.plan;
    const at = order.indexOf(this.cursor);
    if (event.key === 'Enter' && this.cursor >= 0) {
      this.onPick(this.cursor, true);
      return;
    }
    const moves = {ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity};
    let next;
    if (event.key in moves) next = Math.max(0, Math.min(order.length - 1, at + moves[event.key]));
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const step = event.key === 'ArrowRight' ? 1 : -1;
      next = Math.max(0, at);
      if (at >= 0) {
        do next += step; while (order[next] !== undefined && y[order[next]] !== y[order[at]]);
        if (order[next] === undefined) next = at;
      }
    } else return;
    event.preventDefault();
    if (x[order[next]] !== undefined) this.#choose(order[next]);
  }
}
