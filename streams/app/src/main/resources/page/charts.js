// Series as pictures, by uPlot. Points are [second, wanted, running, ready, queued, utilisation].
export const WANTED = 1, RUNNING = 2, QUEUED = 4, USE = 5;

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const open = new Set();

/** Draws all pictures again, as in another theme. */
export function redraw() {
  for (const chart of open) chart.rebuild();
}

class Chart {
  constructor(box, lines, options) {
    this.box = box;
    this.lines = lines;
    this.options = options || {};
    this.data = [[], ...lines.map(() => [])];
    this.observer = new ResizeObserver(() => this.#resize());
    this.observer.observe(box);
    open.add(this);
  }

  rebuild() {
    if (this.plot) this.plot.destroy();
    this.plot = null;
    if (!this.box.clientWidth) return;
    const axis = {
      stroke: colour('--muted'), font: '11px system-ui, "DejaVu Sans", sans-serif',
      grid: {stroke: colour('--line'), width: 1}, ticks: {show: false}, gap: 4,
    };
    this.plot = new uPlot({
      width: this.box.clientWidth, height: this.box.clientHeight,
      legend: {show: false}, cursor: {show: false}, padding: [6, 26, 0, 4],
      tzDate: second => uPlot.tzDate(new Date(second * 1000), 'Etc/UTC'),
      scales: {y: {range: (u, min, max) => [0, Math.max(this.options.atLeast || 4, Math.ceil((max || 0) * 1.1))]}},
      axes: [
        {...axis, size: 18, space: 64, values: (u, seconds, index, space, step) => seconds.map(second =>
          new Date(second * 1000).toISOString().slice(11, step < 60 ? 19 : 16))},
        {...axis, size: 34, space: 24, incrs: [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6]},
      ],
      series: [{}, ...this.lines.map(line => ({
        stroke: colour(line.colour), width: line.width || 2, dash: line.dash, points: {show: false},
        fill: line.fill ? colour('--fill') : undefined, paths: line.stepped ? uPlot.paths.stepped({align: 1}) : undefined,
      }))],
    }, this.data, this.box);
  }

  set(data) {
    this.data = data;
    if (!this.plot) this.rebuild();
    else if (!document.hidden) this.plot.setData(data);
  }

  #resize() {
    if (this.plot && this.box.clientWidth) this.plot.setSize({width: this.box.clientWidth, height: this.box.clientHeight});
    else if (!this.plot) this.rebuild();
  }

  close() {
    this.observer.disconnect();
    if (this.plot) this.plot.destroy();
    open.delete(this);
  }
}

export const replicasChart = box => new Chart(box, [
  {colour: '--accent', fill: true, stepped: true},
  {colour: '--warm', dash: [5, 4], stepped: true},
]);

export const queueChart = box => new Chart(box, [{colour: '--accent', fill: true}], {atLeast: 10});

export const useChart = box => new Chart(box, [{colour: '--accent'}], {atLeast: 100});

export const columns = (points, ...numbers) =>
  [points.map(point => point[0]), ...numbers.map(n => points.map(point => point[n]))];

/** The sum of one number over all targets, at the seconds at which any of them has a point. */
export function total(series, number) {
  const bySlot = new Map();
  for (const points of series.values()) {
    for (const point of points) {
      const slot = Math.floor(point[0] / 5) * 5;
      if (point[number] !== null) bySlot.set(slot, (bySlot.get(slot) || 0) + point[number]);
    }
  }
  const seconds = [...bySlot.keys()].sort((a, b) => a - b);
  // The newest five seconds may not have been told of every target yet.
  if (seconds.length > 1) seconds.pop();
  return [seconds, seconds.map(second => bySlot.get(second))];
}
