import { html, useMemo } from '../../npm/preact.js';
import { get } from '../api.js';
import { IncidentLink, Moment, Trouble, Waiting } from '../parts/common.js';
import { Graph } from '../parts/graph.js';
import { linkTo } from '../route.js';
import { useWatch } from '../watch.js';
import { layout } from '../fold/layout.js';
import { partsGraph } from '../fold/waterfall.js';
import { count, spanUs } from '../fold/time.js';

/** The latest traces, and how the parts of the system have one another do things. */
export function Traces() {
  const seen = useWatch(() => get('/traces?limit=200'), 2000);
  return html`
    <h1>Traces</h1>
    <${Trouble} seen=${seen} what="The traces" />
    <${Waiting} seen=${seen}>${seen.value && (seen.value.traces.length === 0 ? html`<${None} />` : html`<${Shown} of=${seen.value} />`)}<//>
  `;
}

const None = () => html`<p class="quiet">None yet. What is killed, asked for, approved or detected leaves a trace; an order that breaks no limit does not.</p>`;

function Shown({ of }) {
  const graph = partsGraph(of.parts, of.calls);
  const drawn = useMemo(() => layout(graph), [JSON.stringify(graph.ways), of.parts.length]);
  return html`
    <div class="columns">
      <section class="card wide" aria-labelledby="latest"><h2 id="latest">The latest</h2><${List} traces=${of.traces} /></section>
      <section class="card" aria-labelledby="map"><h2 id="map">Parts</h2>
        <p class="quiet">Which part’s work began within which other’s, since <${Moment} ms=${of.since_us / 1000} />. Step Functions hands no span on: the steps stand below the intake, which started their execution.</p>
        <${Graph} drawn=${drawn} label="The parts, and who has whom do something" says=${box => `${count(box.about.spans)}${box.about.errors > 0 ? `, ✗ ${count(box.about.errors)}` : ''}`} />
        <${Parts} parts=${of.parts} /></section>
    </div>
  `;
}

function List({ traces }) {
  return html`<table class="stacks">
    <thead><tr><th>began with</th><th>at</th><th>took</th><th>spans</th><th>about</th></tr></thead>
    <tbody>
      ${traces.map(
        trace => html`<tr key=${trace.trace_id}>
          <th scope="row"><a href=${linkTo('traces', trace.trace_id)}>${trace.name}</a> <small>${trace.part}</small></th>
          <td><${Moment} ms=${trace.start_us / 1000} /></td>
          <td>${spanUs(trace.duration_us)}</td>
          <td>${trace.spans}${trace.errors > 0 && html` <span class="badge failed">${trace.errors} failed</span>`}</td>
          <td>${trace.scope ?? ''} ${trace.incident_id && html`<${IncidentLink} id=${trace.incident_id} />`}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function Parts({ parts }) {
  return html`<table>
    <thead><tr><th>part</th><th>spans</th><th>failed</th><th>half within</th><th>longest</th></tr></thead>
    <tbody>
      ${parts.map(
        part => html`<tr key=${part.part}><th scope="row">${part.part}</th><td>${count(part.spans)}</td><td>${count(part.errors)}</td><td>${spanUs(part.median_us)}</td><td>${spanUs(part.max_us)}</td></tr>`,
      )}
    </tbody>
  </table>`;
}
