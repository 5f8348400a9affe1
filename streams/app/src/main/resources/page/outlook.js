// Where the fleet stands: the phase that it is in and what fires. A quiet line above the overview, and a view of each.
import {h, whole, known, dollars, nanoDollars, gigabytes, cores, table, empty, count, dateAndClock} from './dom.js';
import {get, every} from './api.js';

const BY_URGENCY = ['FIRING', 'PENDING', 'RESOLVED', 'INACTIVE'];
const SIGNS = {FIRING: '▲', PENDING: '△', RESOLVED: '✓', INACTIVE: '–'};
const WORDS = {FIRING: 'fires', PENDING: 'is pending', RESOLVED: 'is resolved', INACTIVE: 'never held'};
const SHOWN_ALERTS = 3;
const ASKED_EVERY_SECONDS = 5;

export function outlook(view) {
  const phase = h('p', {}, h('span', {class: 'muted'}, 'Phase: asking …'));
  const alerts = h('div', {'aria-live': 'polite'});
  let told = null;
  every(ASKED_EVERY_SECONDS, view, async () => {
    const status = await get('/v1/status');
    if (!phase.contains(document.activeElement)) phase.replaceChildren(...phaseLine(status));
    // Replaced only when something changed, or a screen reader would repeat it every few seconds.
    const text = JSON.stringify([status.alerts, status.missingPartitions.length > 0]);
    if (text === told || alerts.contains(document.activeElement)) return;
    told = text;
    alerts.replaceChildren(...alertLines(status));
  });
  return h('section', {class: 'outlook', 'aria-label': 'Phase and alerts'}, phase, alerts);
}

function phaseLine({phase, agents}) {
  if (!phase) return [h('a', {href: '#/plan'}, 'Phase'), h('span', {class: 'muted'}, ' none is active; phases are rows of the control table '), h('code', {}, 'phases')];
  return [h('a', {href: '#/plan'}, 'Phase ' + phase.id), ' ', share(agents.active, phase.maxAgents),
    ` ${whole(agents.active)} of ${whole(phase.maxAgents)} agents`,
    known(agents.active) ? h('span', {class: agents.active > phase.maxAgents ? 'wrong' : 'muted'}, `, ${percent(agents.active, phase.maxAgents)} of what it is built for`) : null,
  ].filter(Boolean);
}

const percent = (part, all) => all ? Math.round(100 * part / all) + ' %' : '–';

/** A small bar; its numbers stand beside it as text. */
function share(part, all) {
  const fill = h('i', {});
  fill.style.width = Math.min(100, known(part) && all ? 100 * part / all : 0) + '%';
  return h('span', {class: part > all ? 'bar over inline' : 'bar inline', 'aria-hidden': 'true'}, fill);
}

function alertLines({alerts, missingPartitions}) {
  const shown = byUrgency(alerts).slice(0, SHOWN_ALERTS);
  const more = alerts.length - shown.length;
  if (!alerts.length) {
    return [h('p', {class: 'muted'}, h('a', {href: '#/alerts'}, 'Alerts'),
      missingPartitions.length ? ' none is known of; some of the state cannot be read now' : ' none fires')];
  }
  return [...shown.map(alert => h('p', {}, alertName(alert), h('span', {class: 'muted'}, ': ' + alert.summary))),
    more > 0 ? h('p', {class: 'small'}, h('a', {href: '#/alerts'}, `${whole(more)} more`)) : null].filter(Boolean);
}

function alertName(alert) {
  return h('a', {href: '#/alerts', class: alert.state === 'FIRING' ? 'wrong' : null},
    h('span', {'aria-hidden': 'true'}, SIGNS[alert.state] + ' '), `${alert.name} ${WORDS[alert.state]}`);
}

const byUrgency = alerts => [...alerts].sort((one, other) =>
  BY_URGENCY.indexOf(one.state) - BY_URGENCY.indexOf(other.state) || (one.name < other.name ? -1 : 1));

export async function alerts(view) {
  view.title('Alerts');
  const body = h('div', {});
  const refresh = async () => {
    const {items} = await get('/v1/alerts');
    if (body.contains(document.activeElement) && document.activeElement !== document.body) return;
    body.replaceChildren(items.length ? table('Alerts',
      [['alert', ''], ['severity', ''], ['what was the case', 'reason'], ['condition since', ''], ['threshold', 'n'], ['has to hold', 'n']],
      byUrgency(items).map(alert => [
        h('span', {class: alert.state === 'FIRING' ? 'wrong' : null}, h('span', {'aria-hidden': 'true'}, SIGNS[alert.state] + ' '),
          `${alert.name} ${WORDS[alert.state]}`, alert.enabled ? null : ', switched off'),
        alert.severity, alert.summary || '–', alert.since ? dateAndClock(alert.since) : '–',
        whole(alert.threshold), whole(alert.forSeconds) + ' s']))
      : empty('There are no alerts. They are rows of the control table ', h('code', {}, 'alerts'), '.'));
  };
  await refresh();
  view.show(h('h1', {}, 'Alerts'),
    h('p', {class: 'muted'}, 'They follow the time of the events. Every change is a record of the topic ', h('code', {}, 'fleet.alert.changed.v1'), '.'), body);
  every(ASKED_EVERY_SECONDS, view, refresh);
}

export async function plan(view, fleet, wanted) {
  view.title('Plan');
  const status = await get('/v1/status');
  const asked = Number(wanted) || (status.phase ? status.phase.maxAgents : 0) || status.agents.active || 1;
  const planned = await get('/v1/plan?agents=' + encodeURIComponent(asked));
  const form = h('form', {onsubmit: event => {
    event.preventDefault();
    location.hash = '#/plan/' + new FormData(form).get('agents');
  }}, h('div', {class: 'fields'}, h('label', {}, 'agents', h('input', {name: 'agents', type: 'number', min: 1, max: 1e9, required: true, value: asked})),
    h('button', {}, 'Plan')));
  view.show(h('h1', {}, 'Plan'), now(status), form, need(planned), costs(planned));
}

function now({phase, agents}) {
  if (!phase) return empty('No phase is active. Phases are rows of the control table ', h('code', {}, 'phases'), '.');
  const shape = [phase.architecture, phase.regions ? count(phase.regions, 'region') : '', phase.date].filter(Boolean).join(', ');
  return h('div', {}, h('p', {}, 'The fleet is in phase ', h('b', {}, phase.id), shape ? `: ${shape}` : '', `, ${dollars(phase.monthlyBudgetDollars)} a month.`),
    h('p', {}, share(agents.active, phase.maxAgents), ` ${whole(agents.active)} of ${whole(phase.maxAgents)} agents that it is built for`
      + (known(agents.active) ? `, ${percent(agents.active, phase.maxAgents)}` : '')));
}

function need(planned) {
  const {phase} = planned;
  return h('section', {}, h('h2', {}, `For ${count(planned.agents, 'agent')}`),
    h('p', {class: planned.beyond ? 'wrong' : null}, planned.beyond ? `No phase is large enough; the last, ${phase.id}, is built for ${whole(phase.maxAgents)}.`
      : `Phase ${phase.id} is large enough: it is built for ${whole(phase.maxAgents)}, with ${nanoDollars(phase.budgetNanoDollars)} a month.`),
    table('What it needs', [['what', ''], ['product', ''], ['count', 'n'], ['cores each', 'n'], ['memory each', 'n'], ['GPUs each', 'n'], ['why so many', 'reason']],
      planned.materials.map(each => [each.name, each.product || '–', whole(each.count), cores(each.cpuMillis), gigabytes(each.memoryBytes), whole(each.gpus), each.reason])));
}

function costs(planned) {
  return h('section', {}, h('h2', {}, 'What that costs a month'),
    table('What it costs a month', [['', ''], ['computed', 'n'], ["the guide's table", 'n']],
      [...planned.costs, planned.total].map(cost => [cost.category, nanoDollars(cost.computed), nanoDollars(cost.guide)])),
    planned.differences.length ? h('details', {}, h('summary', {}, 'Why these numbers differ'), h('ul', {class: 'notes'}, planned.differences.map(text => h('li', {}, text)))) : null);
}
