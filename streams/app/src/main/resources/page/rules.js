// Rules in force, with a dry run; and the shadow beside them.
import {h, whole, permille, change, table, empty, link, decisionLink, nanoDollars, moreAnHour} from './dom.js';
import {get, every} from './api.js';
import {targetLink} from './overview.js';
import {ruleText} from './decision.js';

export async function shadow(view) {
  view.title('Shadow');
  const body = h('div', {});
  const refresh = async () => {
    const {items} = await get('/v1/services');
    if (body.contains(document.activeElement)) return;
    const rows = items.flatMap(service => service.shadows.map(each => [
      h('a', {href: targetLink(service.id)}, service.id), each.name,
      whole(service.replicas), service.lastDecision ? whole(service.lastDecision.toReplicas) : '–', whole(each.replicas),
      difference(service, each), each.bill ? `${nanoDollars(each.bill.nanoDollars)}, ${nanoDollars(each.bill.realNanoDollars)}` : '–', each.lastDecision ? h('div', {}, h('a', {href: decisionLink(each.lastDecision)}, change(each.lastDecision)),
        h('p', {class: 'small muted'}, each.lastDecision.reason)) : '–']));
    body.replaceChildren(rows.length ? table('Shadow against live',
      [['target', ''], ['shadow', ''], ['running', 'n'], ['wanted live', 'n'], ['wanted by the shadow', 'n'], ['difference', 'n'], ['cost of it, and of the real', 'n'], ['last of the shadow', 'reason']], rows)
      : empty('No shadow decides. A rule whose id is ', h('code', {}, 'shadow:NAME:RULE'), ' decides beside the real one, and nobody obeys it; ',
        h('code', {}, './scale.sh rules shadow'), ' says how.'));
  };
  await refresh();
  view.show(h('h1', {}, 'Shadow against live'),
    h('p', {class: 'muted'}, 'What other rules would run of the same load. ', h('code', {}, './scale.sh rules promote'), ' makes one real.'), body);
  every(5, view, refresh);
}

function difference(service, each) {
  if (each.replicas === null || !service.lastDecision || service.lastDecision.toReplicas < 0) return '–';
  const more = each.replicas - service.lastDecision.toReplicas;
  return more > 0 ? '+' + more : String(more);
}

export async function rules(view) {
  view.title('Rules');
  const {items} = await get('/v1/services');
  const byRule = new Map();
  for (const service of items.filter(each => each.rule)) {
    if (!byRule.has(service.rule.id)) byRule.set(service.rule.id, []);
    byRule.get(service.rule.id).push(service);
  }
  const without = items.filter(each => !each.rule);
  view.show(h('h1', {}, 'Rules'),
    byRule.size ? null : empty('No rule decides for any target. Rules are rows of the control table ', h('code', {}, 'rules'), '.'),
    [...byRule.values()].map(services => ruleSection(services)),
    without.length ? h('p', {class: 'muted'}, 'Without a rule: ' + without.map(service => service.id).join(', ')) : null);
}

const FIELDS = [
  ['minReplicas', 'fewest'], ['maxReplicas', 'most'], ['upAbovePercent', 'up above %'], ['downBelowPercent', 'down below %'],
  ['cooldownSeconds', 'cooldown s'],
];

function ruleSection(services) {
  const rule = services[0].rule;
  const results = h('div', {'aria-live': 'polite'});
  const fields = FIELDS.filter(([name]) => rule.kind === 'GUIDE' || !name.includes('Percent'));
  const form = h('form', {onsubmit: event => { event.preventDefault(); dryRun(form, rule, services, results); }},
    h('div', {class: 'fields'}, fields.map(([name, label]) =>
      h('label', {}, label, h('input', {type: 'number', name, value: rule[name], required: true, min: 0, max: 1000000}))),
    h('button', {}, 'Dry run')));
  return h('section', {}, h('h2', {}, rule.id), h('div', {class: 'grid'},
    h('div', {}, ruleText(rule), h('p', {class: 'small muted'}, 'Decides for ', services.map((service, i) => [i ? ', ' : '', h('a', {href: targetLink(service.id)}, service.id)]))),
    h('div', {}, h('h3', {}, 'What would other numbers do now?'), form, results)));
}

async function dryRun(form, rule, services, results) {
  const query = new URLSearchParams(new FormData(form));
  results.replaceChildren(h('p', {class: 'muted'}, 'Asking …'));
  const rows = [];
  try {
    for (const service of services.filter(each => each.lastDecision)) {
      const id = service.lastDecision.decisionId;
      const would = await get(`/v1/decisions/${encodeURIComponent(id)}/dry-run?${query}`);
      rows.push([h('a', {href: link('decision', id)}, service.id), permille(would.was.utilizationPermille), change(would.was),
        ...(would.decision ? [change(would.decision), moreAnHour(would.decision.costDeltaNanoDollarsPerHour), would.decision.reason]
          : ['as it was', '–', would.steps.at(-1) || ''])]);
    }
    results.replaceChildren(...(rows.length
      ? [h('p', {class: 'small muted'}, 'On the evidence of the last decision of each target. Nothing is changed.'),
        table('Dry run', [['target', ''], ['utilisation', 'n'], ['was', ''], ['would be', ''], ['cost', 'n'], ['because', 'reason']], rows)]
      : [empty('No target of this rule has been decided on yet.')]));
  } catch (e) {
    results.replaceChildren(h('p', {class: 'wrong'}, e.message));
  }
}
