// Where the server asks for a token: a form for it. The token goes into a cookie that no script can read, and is forgotten here.
import {h} from './dom.js';

const SESSION = '/v1/session';

/** A form that begins a session; calls back once it has begun. */
export function login(begun) {
  const problem = h('p', {role: 'alert'});
  const token = h('input', {type: 'password', name: 'token', autocomplete: 'off', required: true, size: '40'});
  const submit = async event => {
    event.preventDefault();
    problem.textContent = '';
    const answer = await fetch(SESSION, {method: 'POST', headers: {Authorization: 'Bearer ' + token.value.trim()}})
      .catch(() => null);
    token.value = '';
    if (answer && answer.ok) {
      begun();
      return;
    }
    const body = answer && await answer.json().catch(() => null);
    problem.textContent = body && body.detail || 'The server does not answer.';
    token.focus();
  };
  return [h('h1', {}, 'A token is needed'),
    h('p', {}, 'This server asks who you are. Its operator gives out tokens; one with the role read shows everything here.'),
    h('form', {onsubmit: submit}, h('label', {}, 'Token ', token), ' ', h('button', {}, 'Open')), problem];
}

/** Whether the server wants a token that it has not got. */
export async function isLockedOut() {
  const answer = await fetch(SESSION).catch(() => null);
  return Boolean(answer && answer.status === 401);
}
