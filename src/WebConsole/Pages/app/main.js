import { html, render, useEffect, useState } from '../npm/preact.js';
import { lazy } from './parts/lazy.js';
import { get, proveBy, Refused, whenEnded } from './api.js';
import { Frame } from './parts/frame.js';
import { SignIn } from './pages/signin.js';
import { Overview } from './pages/overview.js';
import { Incidents } from './pages/incidents.js';
import { Incident } from './pages/incident.js';
import { Machines } from './pages/machines.js';
import { Audit } from './pages/audit.js';
import { Topics } from './pages/topics.js';
import { Mailbox } from './pages/mailbox.js';
import { useRoute } from './route.js';

// What draws graphs is not for the first page.
const Execution = lazy(() => import('./pages/execution.js').then(page => page.Execution));
const Definition = lazy(() => import('./pages/definition.js').then(page => page.Definition));
const Limits = lazy(() => import('./pages/limits.js').then(page => page.Limits));
const LimitChange = lazy(() => import('./pages/limits.js').then(page => page.LimitChange));
const Traces = lazy(() => import('./pages/traces.js').then(page => page.Traces));
const Trace = lazy(() => import('./pages/trace.js').then(page => page.Trace));

/** That somebody has signed in with this browser; the session itself is in a cookie, which no script can read. */
const SIGNED_IN = 'killswitch-signed-in';

function App() {
  const [session, setSession] = useState(undefined);
  const [trouble, setTrouble] = useState(null);
  const [ended, setEnded] = useState(null);
  const at = useRoute();
  const begin = (session, why = null) => {
    proveBy(session?.proof ?? null);
    setEnded(why);
    if (session) localStorage.setItem(SIGNED_IN, session.name);
    else localStorage.removeItem(SIGNED_IN);
    setSession(session);
  };
  useEffect(() => {
    whenEnded(why => begin(null, why));
    // Whoever has never signed in here need not be told so by an error.
    if (localStorage.getItem(SIGNED_IN) === null) begin(null);
    else get('/session').then(session => begin(session), error => (error instanceof Refused ? begin(null) : setTrouble(error)));
  }, []);
  if (trouble)
    return html`<main class="calm"><h1>The stack does not answer</h1>
      <p>Is <code>./run local</code> running? ${trouble.message}</p>
      <button onClick=${() => location.reload()}>Try again</button></main>`;
  if (session === undefined) return html`<main class="calm" aria-busy="true"></main>`;
  if (session === null) return html`<${SignIn} ended=${ended} onSignedIn=${begin} />`;
  return html`<${Frame} session=${session} at=${at} onSignedOut=${() => begin(null)}><${Page} at=${at} session=${session} /><//>`;
}

function Page({ at, session }) {
  const [page, ...rest] = at;
  switch (page) {
    case undefined:
      return html`<${Overview} session=${session} />`;
    case 'incidents':
      return rest.length > 0 ? html`<${Incident} id=${rest[0]} session=${session} />` : html`<${Incidents} />`;
    case 'machines':
      return rest.length > 1 ? html`<${Execution} machine=${rest[0]} name=${rest[1]} session=${session} />` : html`<${Machines} machine=${rest[0]} session=${session} />`;
    case 'limits':
      return rest.length > 0 ? html`<${LimitChange} id=${rest[0]} session=${session} />` : html`<${Limits} session=${session} />`;
    case 'audit':
      return html`<${Audit} query=${rest[0]} />`;
    case 'topics':
      return html`<${Topics} topic=${rest[0]} />`;
    case 'definitions':
      return html`<${Definition} key=${rest[0]} machine=${rest[0]} session=${session} />`;
    case 'traces':
      return rest.length > 0 ? html`<${Trace} id=${rest[0]} />` : html`<${Traces} />`;
    case 'mailbox':
      return html`<${Mailbox} />`;
    default:
      return html`<h1>There is no such page</h1><p><a href="#/">To the overview</a></p>`;
  }
}

render(html`<${App} />`, document.getElementById('app'));
