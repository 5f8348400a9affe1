// What the page asks of the server besides the stream.

/** An answer that was none: what the server said, for a person. */
export class Refusal extends Error {
  constructor(status, text, type) {
    super(text);
    this.status = status;
    this.type = type;
  }
}

/** The JSON of a path; a Refusal when the server has none. */
export async function get(path, options) {
  let response;
  try {
    response = await fetch(path, {headers: {Accept: 'application/json'}, ...options});
  } catch (e) {
    throw new Refusal(0, 'The server does not answer. Is the process still running?');
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body;
  throw new Refusal(response.status, body && body.detail || `The server answered ${response.status}.`, body && body.type);
}

let offered = null;

/** The JSON of a path under a route of this server, or null where it has no such route. */
export async function getIfOffered(route, ...values) {
  if (!offered) offered = get('/openapi.json').then(document => document.paths);
  const paths = await offered.catch(e => {
    offered = null;
    throw e;
  });
  if (!paths[route]) return null;
  const left = [...values];
  return get(route.replace(/{[^}]*}/g, () => encodeURIComponent(left.shift())));
}

/** Calls a function now and every few seconds until the view is left; a failure is shown and the next try goes on. */
export function every(seconds, view, task) {
  let stopped = false;
  const run = async () => {
    if (stopped) return;
    if (!document.hidden) {
      try {
        await task();
        if (!stopped) view.worked(task);
      } catch (e) {
        if (!(e instanceof Refusal)) throw e;
        if (!stopped) view.failed(e, task);
      }
    }
    if (!stopped) timer = setTimeout(run, seconds * 1000);
  };
  let timer = setTimeout(run, 0);
  view.onLeave(() => { stopped = true; clearTimeout(timer); });
}
