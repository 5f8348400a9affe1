// One decision as a time line, from its evidence to what came of it; and the list of all.
import {copied, h, whole, permille, moreAnHour, count, cores, gigabytes, dateAndClock, clock, change, table, empty, pairs, link} from './dom.js';
import {get, getIfOffered} from './api.js';
import {decisionItem, targetLink} from './overview.js';

export async function decision(view, fleet, id) {
  const found = await get('/v1/decisions/' + encodeURIComponent(id));
  const target = `${found.region}/${found.service}`;
  const service = await getIfOffered('/v1/services/{region}/{name}', found.region, found.service).catch(() => null);
  const {sample, rule, state} = found.evidence;
  view.title(id);
  view.show(
    h('h1', {}, change(found)),
    h('p', {}, h('a', {href: targetLink(target)}, target), ` · ${dateAndClock(found.decidedAt)} · `, h('code', {}, found.decisionId),
      found.shadow ? ` · by the shadow rule set ${found.shadow}, which nobody obeys` : ''),
    copied(found),
    h('p', {id: 'reason'}, found.reason),
    h('ol', {class: 'timeline'},
      step('Evidence', evidence(sample, found.evidence)),
      step('Rule', ruleText(rule), state ? remembered(state) : null),
      step('What each kind proposed', proposals(found)),
      step('Limits', limits(found)),
      step('Result', result(found)),
      applied(found, service),
      helped(found)),
    derived(found.explanation));
}

const step = (title, ...body) => h('li', {}, h('h2', {}, title), body);
const open = (title, ...body) => h('li', {class: 'none'}, h('h2', {}, title), body);

function evidence(sample, all) {
  if (!sample) return empty('No load sample: the decision is about its absence.');
  return [
    pairs([
      ['tick', `${clock(new Date(Date.parse(sample.tickEnd) - sample.tickMicros / 1000).toISOString())} to ${clock(sample.tickEnd)} UTC, sample ${whole(sample.sequence)}`],
      ['agents', `${whole(sample.agents)}: ${whole(sample.fresh)} fresh, ${whole(sample.missing)} missing, ${whole(sample.draining)} draining`],
      ['CPU', `${cores(sample.cpuUsedMillis)} of ${cores(sample.cpuRequestedMillis)} cores`
        + (sample.cpuMissingMillis ? `, ${cores(sample.cpuMissingMillis)} more not heard of` : '')],
      ['memory', `${gigabytes(sample.memoryUsedBytes)} of ${gigabytes(sample.memoryRequestedBytes)}`],
      ['queue', `${whole(sample.queued)} wait, ${whole(sample.inFlight)} in work`],
      ['replicas', `${whole(all.state && all.state.replicas)} reported, ${whole(all.ready)} ready`],
    ]),
    details(`How far ${count(sample.sources.length, 'partition')} had been read`, table('Offsets', sourceColumns(sample.sources),
      sample.sources.map(source => Object.values(source).map(value => typeof value === 'object' ? JSON.stringify(value) : String(value))))),
  ];
}

const sourceColumns = sources => Object.keys(sources[0] || {}).map(name => [name, 'n']);

const details = (title, ...body) => h('details', {}, h('summary', {}, title), body);

export function ruleText(rule) {
  const band = rule.kind === 'GUIDE' ? `up above ${rule.upAbovePercent} %, down below ${rule.downBelowPercent} % of ${rule.metric}` : null;
  const parameters = Object.entries(rule.parameters || {});
  return [
    pairs([
      ['rule', `${rule.id}, version ${rule.version}`],
      ['kind', [rule.kind, ...(rule.parts || []).map(part => part.kind)].join(' + ').toLowerCase()],
      band && ['band', band],
      ['bounds', `${rule.minReplicas} to ${rule.maxReplicas} replicas`],
      ['cooldown', `${rule.cooldownSeconds} s`],
      (rule.pauseUp || rule.pauseDown) && ['paused', [rule.pauseUp && 'up', rule.pauseDown && 'down'].filter(Boolean).join(' and ')],
    ]),
    parameters.length ? details(count(parameters.length, 'parameter'), table('Parameters', [['parameter', ''], ['value', '']], parameters)) : null,
  ];
}

function remembered(state) {
  return details('What was remembered of the target', pairs([
    ['last change', state.lastChangeAt ? dateAndClock(state.lastChangeAt) : 'never'],
    ['not answered yet', state.pendingSequence ? `${state.pendingDirection.toLowerCase()}, decision ${state.pendingSequence}` : 'nothing'],
    ['watched without a break since', state.observedSince ? dateAndClock(state.observedSince) : 'not watched'],
    ['memories', (state.memories || []).map(memory => memory.owner).filter(Boolean).join(', ') || 'none'],
  ]));
}

function proposals(decision) {
  if (!decision.proposals.length) return empty('None: there was nothing to compare.');
  return table('Proposals', [['kind', ''], ['replicas', 'n'], ['because', 'reason']],
    decision.proposals.map(proposal => [proposal.kind.toLowerCase(), whole(proposal.replicas), proposal.reason]));
}

function limits(decision) {
  if (!decision.limits || !decision.limits.length) {
    return h('p', {}, decision.binding === 'NONE' ? 'None bound the result.' : `No limit changed the wish; what held it is: ${binding(decision)}.`);
  }
  return table('Limits', [['limit', ''], ['before', 'n'], ['after', 'n'], ['because', 'reason']],
    decision.limits.map(limit => [limit.limit, whole(limit.before), whole(limit.after), limit.reason]));
}

const binding = decision => decision.binding.toLowerCase().replaceAll('_', ' ');

function result(decision) {
  return pairs([
    ['decision', change(decision)],
    ['bound by', decision.binding === 'NONE' ? 'nothing' : binding(decision)],
    ['utilisation', `${permille(decision.utilizationPermille)} now, ${permille(decision.predictedPermille)} expected after it`],
    ['cost', moreAnHour(decision.costDeltaNanoDollarsPerHour)],
    ['valid until', dateAndClock(decision.validUntil)],
  ]);
}

function applied(decision, service) {
  if (decision.direction === 'HOLD') return open('Applied', empty('A hold asks for nothing.'));
  if (decision.shadow) return open('Applied', empty('Never: controllers do not read what a shadow decides.'));
  const now = service ? `${whole(service.replicas)} replicas run now, ${whole(service.ready)} of them ready.` : '';
  const last = service && service.lastDecision;
  if (last && last.sequence > decision.sequence) {
    return step('Applied', h('p', {}, `Later decisions have followed; the newest is `,
      h('a', {href: link('decision', last.decisionId)}, last.decisionId), `. ${now}`));
  }
  return open('Applied', h('p', {}, `${now} It is the newest decision of its target.`));
}

function helped(decision) {
  const {effect} = decision;
  if (!effect) {
    return open('Did it help', empty(decision.direction === 'HOLD'
      ? 'A hold changes nothing that could be measured.'
      : 'Not known: the effect is measured once the change has had time to show.'));
  }
  return step('Did it help', h('p', {}, h('b', {}, effect.verdict.toLowerCase().replaceAll('_', ' ')), ': ', effect.reason), pairs([
    ['judged', dateAndClock(effect.judgedAt)],
    ['utilisation', `${permille(effect.basePermille)} before, ${permille(effect.predictedPermille)} predicted, ${permille(effect.realisedPermille)} came`],
    ['tasks a second', `${cores(effect.baseTaskRateMillis)} before, ${cores(effect.realisedTaskRateMillis)} after`],
    ['waiting', `${whole(effect.baseWaiting)} before, ${whole(effect.realisedWaiting)} after`],
    effect.startMicros >= 0 && ['replicas ready after', `${cores(effect.startMicros / 1000)} s`],
  ]));
}

function derived(explanation) {
  return h('section', {}, h('h2', {}, 'Derived again from the evidence alone'),
    explanation.equal ? h('p', {id: 'equal'}, 'Equal: the same decision came out.')
      : [h('p', {class: 'wrong', id: 'equal'}, 'Not equal.'), h('ul', {}, explanation.differences.map(text => h('li', {}, text)))],
    details(count(explanation.steps.length, 'step'), h('ol', {}, explanation.steps.map(text => h('li', {}, text)))));
}

export async function decisions(view, fleet, target) {
  const list = h('ol', {class: 'decisions'});
  const more = h('button', {type: 'button', onclick: () => load()}, 'Older');
  const holds = h('input', {type: 'checkbox', id: 'holds', checked: true, onchange: () => restart()});
  const none = empty('No decision here.');
  let next = null;
  const load = async () => {
    try {
      const query = new URLSearchParams({limit: '50', holds: String(holds.checked)});
      if (target) query.set('target', target);
      if (next) query.set('cursor', next);
      const page = await get('/v1/decisions?' + query);
      next = page.next;
      list.append(...page.items.map(item => decisionItem(item)));
      more.hidden = !next;
      none.hidden = list.children.length > 0;
      view.worked(load);
    } catch (e) {
      view.failed(e, load);
    }
  };
  const restart = () => {
    next = null;
    list.replaceChildren();
    return load();
  };
  view.title('Decisions');
  await load();
  view.show(h('h1', {}, 'Decisions'), h('p', {}, h('label', {for: 'holds'}, holds, ' with holds, which are published when their reason changes')),
    none, list, h('p', {}, more));
}
