// One target, one agent, one worker, the GPU pools.
import {h, count, whole, permille, cores, gigabytes, dateAndClock, clock, table, behind, empty, copied, pairs, link} from './dom.js';
import {get, getIfOffered, every} from './api.js';
import {STATES, stateOf, loadOf} from './fleet.js';
import {replicasChart, queueChart, useChart, columns, WANTED, RUNNING, QUEUED, USE} from './charts.js';
import {decisionItem, replicasKey} from './overview.js';
import {ruleText} from './decision.js';

const SHOWN_AGENTS = 200;

export async function target(view, fleet, region, name) {
  const id = `${region}/${name}`;
  const service = await get(`/v1/services/${encodeURIComponent(region)}/${encodeURIComponent(name)}`);
  const decided = await get('/v1/decisions?' + new URLSearchParams({target: id, limit: '12'}));
  view.title(id);
  const pictures = [
    picture('Replicas', replicasKey(), 'plot large', replicasChart, points => columns(points, RUNNING, WANTED)),
    picture('Queue', null, 'plot tall', queueChart, points => columns(points, QUEUED)),
    picture('Utilisation, percent', null, 'plot tall', useChart,
      points => columns(points, USE).map((column, i) => i ? column.map(n => n === null ? null : n / 10) : column)),
  ];
  const tableBehind = behind('The last minutes as a table', () => {
    const points = (fleet.series.get(id) || []).slice(-60).reverse();
    return table('Points', [['UTC', ''], ['running', 'n'], ['ready', 'n'], ['wanted', 'n'], ['queued', 'n'], ['utilisation', 'n']],
      points.map(point => [clock(point[0] * 1000), whole(point[RUNNING]), whole(point[3]), whole(point[WANTED]),
        whole(point[QUEUED]), permille(point[USE])]));
  });
  const none = empty('No points yet; one comes every five seconds.');
  const draw = () => {
    const points = fleet.series.get(id) || [];
    none.hidden = points.length > 0;
    pictures.forEach(each => each.set(points));
    tableBehind.refresh();
  };
  view.show(h('h1', {}, service.displayName === name ? id : `${service.displayName} · ${id}`), copied(service),
    h('div', {class: 'grid'},
      h('section', {}, none, pictures.map(each => each.figure), tableBehind),
      h('section', {}, h('h2', {}, 'Now'), pairs([
        ['running', `${whole(service.replicas)}, ${whole(service.ready)} ready`],
        ['wanted', service.lastDecision ? whole(service.lastDecision.toReplicas) : '–'],
        ['utilisation', permille(service.utilizationPermille)],
        service.sample && ['agents', `${whole(service.sample.agents)}: ${whole(service.sample.busy)} busy, ${whole(service.sample.idle)} idle, ${whole(service.sample.missing)} not heard of`],
      ]),
      h('h2', {}, 'Rule'), service.rule ? ruleText(service.rule) : empty('No rule decides for it: it has no row in the control table ', h('code', {}, 'targets'), ', or the row names a rule that is not there.'),
      h('h2', {}, 'Decisions'), decided.items.length ? h('ol', {class: 'decisions'}, decided.items.map(item => decisionItem(item, false))) : empty('None yet.'))));
  pictures.forEach(each => { each.start(); view.onLeave(() => each.close()); });
  view.listen(fleet, 'series', draw);
  draw();
}

function picture(title, aside, type, make, data) {
  const box = h('div', {class: type, role: 'img', 'aria-label': title + '; a table follows'});
  let chart;
  return {
    figure: h('figure', {}, h('figcaption', {}, h('h2', {}, title), aside), box),
    start() { chart = make(box); },
    set(points) { chart.set(data(points)); },
    close() { chart.close(); },
  };
}

export async function agent(view, fleet, id) {
  view.title(id);
  const body = h('div', {});
  const refresh = async () => {
    const [found, route] = await Promise.all([get('/v1/agents/' + encodeURIComponent(id)),
      getIfOffered('/v1/route/{agentId}', id).catch(() => null)]);
    body.replaceChildren(copied(found) || '', h('div', {class: 'grid'},
      h('section', {}, h('h2', {}, 'Life'), pairs([
        ['state', found.state.toLowerCase()],
        ['last heard of', dateAndClock(found.lastSeen)],
        ['sample', found.fresh ? 'fresh' : 'older than what counts; its use is the last known'],
        ['region', found.region || '–'],
        ['service', found.service ? h('a', {href: link('target', found.region, found.service)}, found.service) : '–'],
        ['worker', h('a', {href: link('worker', found.region, found.worker)}, found.worker || 'not placed')],
        ['replica', found.replica || '–'],
        ['model', found.model || '–'],
        ['boot', found.epoch ? dateAndClock(found.epoch / 1000) : '–'],
        route && route.url && ['reached at', route.url],
      ])),
      h('section', {}, h('h2', {}, 'Work'),
        table('Use', [['', ''], ['used', 'n'], ['requested', 'n']], [
          ['CPU, cores', cores(found.cpuUsedMillis), cores(found.cpuRequestedMillis)],
          ['memory', gigabytes(found.memoryUsedBytes), gigabytes(found.memoryRequestedBytes)],
          ['GPU, cards', cores(found.gpuUsedMillis), cores(found.gpuRequestedMillis)]]),
        table('Tasks', [['tasks', ''], ['', 'n']], [
          ['open', whole(found.openTasks)], ['in work', whole(found.inFlight)], ['waiting', whole(found.queued)],
          ...Object.entries(found.tasks).map(([name, count]) => [name, whole(count)])]))));
  };
  await refresh();
  view.show(h('h1', {}, id), body);
  every(2, view, refresh);
}

export async function worker(view, fleet, region, name) {
  view.title(name || 'no worker');
  const known = name ? await rowOf(region, name).catch(() => null) : null;
  const text = h('p', {});
  const list = h('div', {});
  const draw = () => {
    const group = fleet.byPlace().find(each => each.region === region && each.worker === name);
    if (!group) {
      text.textContent = fleet.head ? 'No agent says that it is there.' : 'Waiting for the stream …';
      list.replaceChildren();
      return;
    }
    const counts = fleet.counts(group.seats);
    text.textContent = count(group.seats.length, 'agent') + ': '
      + Object.entries(STATES).map(([letter, state]) => `${whole(counts[letter])} ${state}`).join(', ') + '.';
    if (list.contains(document.activeElement)) return;
    list.replaceChildren(table('Agents', [['agent', ''], ['state', ''], ['load', 'n']], group.seats.slice(0, SHOWN_AGENTS).map(seat => {
      const load = loadOf(fleet.frame[2 * seat + 1]);
      return [h('a', {href: link('agent', fleet.ids[seat])}, fleet.ids[seat]), STATES[stateOf(fleet.frame[2 * seat])],
        load === null ? 'unknown' : load + ' %'];
    })), group.seats.length > SHOWN_AGENTS ? h('p', {class: 'muted'}, `The first ${SHOWN_AGENTS} are shown.`) : '');
  };
  view.show(h('h1', {}, name || 'Agents without a worker'), h('p', {class: 'muted'}, region),
    known ? [pairs([
      ['state', `${known.state.toLowerCase()} since ${dateAndClock(known.since)}`],
      ['load', `${cores(known.load)} cores asked for by ${count(known.agents, 'agent')}, with those on their way`],
      ['heard of', `${whole(known.heard)}, and ${whole(known.lost)} not any more`],
    ]), known.moves.length ? table('Moves', [['agent', ''], ['from', ''], ['to', ''], ['since', '']], known.moves.map(move =>
      [h('a', {href: link('agent', move.agentId)}, move.agentId), move.fromWorker || '–', move.toWorker || '–', dateAndClock(move.since)])) : null]
      : null, text, list);
  let last = 0;
  view.listen(fleet, 'marks', () => {
    if (Date.now() - last < 2000) return;
    last = Date.now();
    draw();
  });
  draw();
}

/** What placement knows of a worker; null when the worker has no row. Asked by its id only when it is there. */
async function rowOf(region, name) {
  const all = await getIfOffered('/v1/workers');
  const here = all && all.items.find(each => each.region === region);
  return here && here.workers.some(each => each.id === name) ? getIfOffered('/v1/workers/{id}', name) : null;
}

export async function gpu(view) {
  view.title('GPU');
  const body = h('div', {class: 'pools'});
  const opened = new Set();
  const refresh = async () => {
    const {items} = await get('/v1/gpu');
    if (body.contains(document.activeElement) && document.activeElement !== document.body) return;
    body.replaceChildren(...(items.length ? items.map(pool => poolOf(pool, opened)) : [empty('There are no GPU nodes. They are rows of the control table ',
      h('code', {}, 'gpu_nodes'), '; agents ask for memory or a share of a card when they need one.')]));
  };
  await refresh();
  view.show(h('h1', {}, 'GPU'), body);
  every(3, view, refresh);
}

function poolOf(pool, opened) {
  const wanted = Object.entries(pool.wanted);
  const rows = pool.nodes.flatMap(node => node.leases.map(lease => [node.id, lease.cards.join(', '),
    h('a', {href: link('agent', lease.agentId)}, lease.agentId), gigabytes(lease.bytesPerCard), permille(lease.utilizationPermille), dateAndClock(lease.grantedAt)]));
  const leases = behind(count(pool.leases, 'lease'), () => table('Leases of ' + pool.region,
    [['node', ''], ['cards', 'n'], ['agent', ''], ['a card', 'n'], ['use', 'n'], ['since', '']], rows));
  leases.open = opened.has(pool.region);
  leases.addEventListener('toggle', () => leases.open ? opened.add(pool.region) : opened.delete(pool.region));
  return h('section', {}, h('h2', {}, pool.region),
    h('p', {}, `${count(pool.cards, 'card')}, ${permille(pool.allocatedPermille)} of their memory granted, ${count(pool.leases, 'lease')}, ${count(pool.waiting, 'request')} waiting.`),
    table('Nodes of ' + pool.region, [['node', ''], ['memory granted, by card', ''], ['model', ''], ['state', ''], ['use', 'n']],
      pool.nodes.map(node => [h('span', {title: `${node.model}, ${gigabytes(node.cardBytes)} a card`}, node.id),
        cards(node), node.model, node.state.toLowerCase(), permille(node.utilizationPermille)])),
    pool.queue.length ? [h('h3', {}, 'Queue, in the order in which it is served'), table('Queue of ' + pool.region,
      [['', 'n'], ['agent', ''], ['asks for', ''], ['since', '']],
      pool.queue.map(claim => [claim.position, h('a', {href: link('agent', claim.agentId)}, claim.agentId), claim.asks, dateAndClock(claim.queuedAt)]))]
      : h('p', {class: 'muted'}, 'Nobody waits.'),
    wanted.length ? h('p', {}, 'All who wait would be served by ' + wanted.map(([kind, count]) => `${count} more of ${kind}`).join(', ') + '.') : null,
    pool.unservable ? h('p', {class: 'wrong'}, `${whole(pool.unservable)} wait for what no kind of node here could hold.`) : null,
    pool.removable.length ? h('p', {}, 'Idle for 15 minutes while nobody waits: ' + pool.removable.join(', ')) : null,
    leases);
}

function cards(node) {
  return h('div', {class: 'cards'}, node.freeBytes.map((free, card) => {
    const granted = Math.round(100 * (1 - free / node.cardBytes));
    const fill = h('i', {});
    fill.style.width = granted + '%';
    return h('div', {class: 'card', title: `card ${card}: ${granted} % granted, ${gigabytes(free)} free`}, granted ? fill : null, h('span', {}, granted + ' %'));
  }));
}
