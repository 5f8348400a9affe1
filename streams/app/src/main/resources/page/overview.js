// The first view: replicas, queue, map, decisions, cost.
import {h, whole, permille, dollars, nanoDollars, time, change, table, behind, empty, link, decisionLink, clock} from './dom.js';
import {Refusal, getIfOffered, get, every} from './api.js';
import {STATES, stateOf, loadOf, isFree} from './fleet.js';
import {FleetMap} from './map.js';
import {outlook} from './outlook.js';
import {replicasChart, queueChart, columns, total, WANTED, RUNNING, QUEUED} from './charts.js';

const SHOWN_TARGETS = 12;
const SHOWN_DECISIONS = 7;
const HOURS_A_MONTH = 730;

export function overview(view, fleet) {
  const services = new Map();
  view.show(outlook(view), h('div', {class: 'grid'},
    replicas(view, fleet, services), side(queue(view, fleet), cost(view)),
    map(view, fleet), decisions(view, fleet)));
  every(10, view, async () => {
    (await get('/v1/services')).items.forEach(service => services.set(service.id, service));
    fleet.dispatchEvent(new Event('series'));
  });
}

const side = (...sections) => h('div', {class: 'side'}, sections);

const section = (title, aside, ...body) => {
  const id = 'h-' + title.toLowerCase().replace(/\W+/g, '-');
  return h('section', {'aria-labelledby': id}, h('div', {class: 'head'}, h('h2', {id}, title), aside), body);
};

export const replicasKey = () => h('div', {class: 'key'},
  h('span', {}, h('i', {class: 'stroke'}), 'running'), h('span', {}, h('i', {class: 'stroke dashed'}), 'wanted'));

// Wanted and running replicas of each target.

function replicas(view, fleet, services) {
  const charts = new Map();
  const box = h('div', {class: 'charts'});
  const none = empty('No target is known yet. A target appears when it has a row in the control table ',
    h('code', {}, 'targets'), ', or when an agent says that it belongs to it; the first points follow within seconds.');
  const more = h('p', {class: 'small muted', hidden: true});
  const tableBehind = behind('Replicas as a table', () => table('Replicas by target',
    [['target', ''], ['running', 'n'], ['ready', 'n'], ['wanted', 'n'], ['allowed', 'n'], ['queued', 'n'], ['utilisation', 'n']],
    fleet.targets().map(target => {
      const last = fleet.series.get(target).at(-1);
      const service = services.get(target);
      return [h('a', {href: targetLink(target)}, target), whole(last[RUNNING]), whole(last[3]), whole(last[WANTED]),
        service && service.rule ? `${service.minReplicas} to ${service.maxReplicas}` : '–', whole(last[QUEUED]), permille(last[5])];
    })));
  const draw = () => {
    const targets = fleet.targets();
    none.hidden = targets.length > 0;
    more.hidden = targets.length <= SHOWN_TARGETS;
    more.textContent = `${targets.length - SHOWN_TARGETS} more targets are in the table.`;
    for (const target of targets.slice(0, SHOWN_TARGETS)) {
      let chart = charts.get(target);
      if (!chart) {
        chart = replicaFigure(target);
        charts.set(target, chart);
        box.append(chart.figure);
        chart.chart = replicasChart(chart.box);
        view.onLeave(() => chart.chart.close());
      }
      chart.update(fleet.series.get(target), services.get(target));
    }
    tableBehind.refresh();
  };
  view.listen(fleet, 'series', draw);
  queueMicrotask(draw);
  return section('Replicas', replicasKey(), none, box, more, tableBehind);
}

export const targetLink = target => {
  const slash = target.indexOf('/');
  return link('target', target.slice(0, slash), target.slice(slash + 1));
};

function replicaFigure(target) {
  const numbers = h('span', {class: 'muted'});
  const box = h('div', {class: 'plot', role: 'img'});
  const figure = h('figure', {}, h('figcaption', {}, h('a', {href: targetLink(target)}, target.replace('/', ' · ')), numbers), box);
  return {
    figure, box,
    update(points, service) {
      const last = points.at(-1);
      const range = service && service.rule ? `, ${service.minReplicas} to ${service.maxReplicas} allowed` : '';
      const text = last[WANTED] === null || last[WANTED] === last[RUNNING] || last[WANTED] < 0
        ? whole(last[RUNNING]) : `${whole(last[RUNNING])} → ${whole(last[WANTED])}`;
      if (numbers.textContent !== text) numbers.textContent = text;
      box.setAttribute('aria-label', `${target}: ${whole(last[RUNNING])} run, ${whole(last[WANTED])} wanted${range}`);
      this.chart.set(columns(points, RUNNING, WANTED).map((column, i) => i === 2 ? column.map(n => n < 0 ? null : n) : column));
    },
  };
}

// Tasks that wait.

function queue(view, fleet) {
  const number = h('span', {class: 'big'}, '–');
  const box = h('div', {class: 'plot tall', role: 'img'});
  const chart = queueChart(box);
  view.onLeave(() => chart.close());
  const tableBehind = behind('Queue as a table', () => {
    const [seconds, sums] = total(fleet.series, QUEUED);
    const rows = [];
    for (let i = seconds.length - 1; i >= 0 && rows.length < 15; i -= 12) rows.push([clock(seconds[i] * 1000), whole(sums[i])]);
    return table('Tasks that wait, a row a minute', [['UTC', ''], ['waiting', 'n']], rows);
  });
  const draw = () => {
    const data = total(fleet.series, QUEUED);
    const last = data[1].at(-1);
    number.textContent = whole(last);
    box.setAttribute('aria-label', `${whole(last)} tasks wait; a table follows`);
    chart.set(data);
    tableBehind.refresh();
  };
  view.listen(fleet, 'series', draw);
  queueMicrotask(draw);
  return section('Queue', h('span', {class: 'muted small'}, 'tasks that wait, all targets'), number, box, tableBehind);
}

// What it costs against what may be spent.

function cost(view) {
  const body = h('div', {}, h('p', {class: 'muted'}, 'Asking …'));
  every(5, view, async () => {
    try {
      const costs = await getIfOffered('/v1/cost');
      body.replaceChildren(...costOf(costs, costs ? null : await get('/v1/status')));
    } catch (e) {
      if (!(e instanceof Refusal)) throw e;
      body.replaceChildren(empty(e.message));
    }
  });
  return section('Cost', h('span', {class: 'muted small'}, 'run rate against the budget'), body);
}

function costOf(costs, status) {
  if (costs) return billed(costs);
  if (status.monthlyCostDollars === null) {
    return [empty('Nobody knows the cost yet: a price, a report or a partition is missing. Prices are rows of the control table ',
      h('code', {}, 'prices'), '.')];
  }
  return [
    h('p', {}, h('span', {class: 'big'}, dollars(status.monthlyCostDollars / HOURS_A_MONTH)), ' an hour'),
    pairs2([['if held for a month', dollars(status.monthlyCostDollars)],
      ['agents', `${whole(status.agents.active)} of ${whole(status.agents.target)} that the phase is built for`]]),
    empty('From what is requested now. This server keeps no accounts, so there is no budget to compare with.'),
  ];
}

const pairs2 = list => h('dl', {}, list.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));

function billed(costs) {
  return [
    h('p', {}, h('span', {class: 'big'}, costs.runRate ? nanoDollars(costs.runRate.perHour) : '–'),
      costs.runRate ? ' an hour' : ' an hour: something that is held has no price'),
    pairs2([['this month so far', nanoDollars(costs.month.toDate)], ['its end, forecast', nanoDollars(costs.month.end)]]),
    costs.budgets.length ? costs.budgets.slice(0, 4).map(budget => h('div', {},
      h('p', {class: 'small'}, `${budget.id}: `, h('b', {class: budget.exceededBy > 0 ? 'wrong' : null},
        `${Math.round(100 * budget.end / budget.monthlyNanoDollars)} %`), ` of ${nanoDollars(budget.monthlyNanoDollars)} at the end of the month`),
      h('div', {class: budget.exceededBy > 0 ? 'bar over' : 'bar', 'aria-hidden': 'true'}, bar(budget.end / budget.monthlyNanoDollars)),
      budget.exceededBy > 0 ? h('p', {class: 'small muted'}, `Over by ${nanoDollars(budget.exceededBy)}: ${budget.why}`) : null))
      : empty('No budget is set. Budgets are rows of the control table ', h('code', {}, 'budgets'), '.'),
  ].flat();
}

function bar(share) {
  const fill = h('i', {});
  fill.style.width = Math.min(100, share * 100) + '%';
  return fill;
}

// The map.

function map(view, fleet) {
  const canvas = h('canvas', {tabindex: '0', role: 'img', id: 'map'});
  const text = h('p', {class: 'map-text muted', 'aria-live': 'polite'});
  const key = h('div', {class: 'key'});
  const none = empty('No agent is on the map. Agents appear when they say that they are registered: ',
    h('code', {}, './scale.sh wake llama3.2 MY_AGENT'), ' is one.');
  const hint = 'Point at an agent, or move with the arrow keys; Enter opens it.';
  const about = seat => {
    const code = fleet.frame[2 * seat];
    if (seat < 0 || !code || isFree(code)) return hint;
    const place = fleet.places[fleet.seats[seat]] || ['', ''];
    const load = loadOf(fleet.frame[2 * seat + 1]);
    return `${fleet.ids[seat]} · ${place[0]} · ${place[1] || 'no worker'} · ${STATES[stateOf(code)]} · `
      + (load === null ? 'load unknown' : `load ${load} %`);
  };
  const picture = new FleetMap(canvas, fleet, 430, (seat, opened) => {
    text.textContent = about(seat);
    if (opened && fleet.ids[seat]) location.hash = link('agent', fleet.ids[seat]);
  });
  canvas.fleetMap = picture;
  const tableBehind = behind('Fleet as a table', () => table('Agents by worker',
    [['region', ''], ['worker', ''], ['agents', 'n'], ...Object.values(STATES).map(name => [name, 'n'])],
    fleet.byPlace().slice(0, 500).map(group => {
      const counts = fleet.counts(group.seats);
      return [group.region, h('a', {href: link('worker', group.region, group.worker)}, group.worker || 'no worker'),
        whole(group.seats.length), ...Object.keys(STATES).map(letter => whole(counts[letter]))];
    })));
  const counted = () => {
    const counts = fleet.counts();
    const agents = fleet.head ? fleet.head.agents : 0;
    none.hidden = agents > 0 || !fleet.head;
    key.replaceChildren(...Object.entries(STATES).map(([letter, name]) =>
      h('span', {}, h('i', {class: 'swatch state-' + letter}), name + ' ', h('b', {}, whole(counts[letter])))),
      h('span', {}, h('i', {class: 'shade'}), 'load 0 to 100 %'));
    canvas.setAttribute('aria-label', `${whole(agents)} agents: `
      + Object.entries(STATES).map(([letter, name]) => `${whole(counts[letter])} ${name}`).join(', '));
    if (picture.cursor < 0) text.textContent = hint;
    else text.textContent = about(picture.cursor);
    if (fleet.head && fleet.head.unseated) text.textContent += ` ${whole(fleet.head.unseated)} more agents have no place on the map.`;
    tableBehind.refresh();
  };
  view.listen(fleet, 'seats', () => { view.dirty = true; });
  view.dirty = true;
  const draw = () => {
    if (document.hidden) return;
    if (view.dirty) picture.arrange();
    else picture.paint();
    view.dirty = false;
    counted();
  };
  view.listen(fleet, 'marks', draw);
  let width = 0;
  const observer = new ResizeObserver(() => {
    if (canvas.clientWidth === width) return;
    width = canvas.clientWidth;
    picture.arrange();
  });
  observer.observe(canvas);
  view.onLeave(() => observer.disconnect());
  view.onTheme(() => { picture.recolour(); picture.paint(); });
  queueMicrotask(draw);
  return section('Agents', key, none, h('div', {class: 'map'}, canvas), text, tableBehind);
}

// The last decisions.

export function decisionItem(decision, withTarget = true) {
  return h('li', {}, time(decision.decidedAt), h('div', {},
    h('a', {href: decisionLink(decision)}, withTarget ? `${decision.region} · ${decision.service} ` : '', change(decision)),
    h('p', {}, decision.reason)));
}

function decisions(view, fleet) {
  const list = h('ol', {class: 'decisions'});
  const none = empty('Nothing has been decided yet. The first decision or hold of a target follows its first load sample and needs a rule for it.');
  const draw = () => {
    none.hidden = fleet.decisions.length > 0;
    const shown = fleet.decisions.slice(0, SHOWN_DECISIONS);
    const ids = shown.map(decision => decision.decisionId).join();
    if (list.dataset.ids === ids || list.contains(document.activeElement)) return;
    list.dataset.ids = ids;
    list.replaceChildren(...shown.map(decision => decisionItem(decision)));
  };
  view.listen(fleet, 'decisions', draw);
  draw();
  return section('Last decisions', h('a', {href: '#/decisions', class: 'small'}, 'all'), none, list);
}
