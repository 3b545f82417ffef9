import { html, useState } from '../../npm/preact.js';
import { Moment, Value } from './common.js';

const PAGE = 200;

/** The events, oldest first, a page of them at a time: an execution may have 25,000. */
export function EventTable({ events, startedTs }) {
  const [from, setFrom] = useState(null);
  const first = from ?? Math.max(0, events.length - PAGE);
  const shown = events.slice(first, first + PAGE);
  return html`
    ${events.length > PAGE &&
    html`<p class="tools">
      <button class="plain" disabled=${first === 0} onClick=${() => setFrom(Math.max(0, first - PAGE))}>Earlier</button>
      <output>${first + 1} to ${first + shown.length} of ${events.length}</output>
      <button class="plain" disabled=${first + PAGE >= events.length} onClick=${() => setFrom(first + PAGE)}>Later</button>
    </p>`}
    <table class="events">
      <thead><tr><th>id</th><th>type</th><th>state</th><th>at</th><th>ms</th><th>details</th></tr></thead>
      <tbody>${shown.map(event => html`<${Row} key=${event.id} event=${event} startedTs=${startedTs} />`)}</tbody>
    </table>
  `;
}

function Row({ event, startedTs }) {
  const details = Object.entries(event).find(([name]) => name.endsWith('EventDetails'))?.[1] ?? null;
  const name = event.stateEnteredEventDetails?.name ?? event.stateExitedEventDetails?.name ?? '';
  const ms = Math.round(event.timestamp * 1000);
  return html`<tr>
    <td>${event.id}</td><th scope="row">${event.type}</th><td>${name}</td><td><${Moment} ms=${ms} /></td><td class="since">${ms - startedTs}</td>
    <td>${details && html`<details><summary>show</summary>${Object.entries(details).map(([label, of]) => html`<${Value} label=${label} of=${of} />`)}</details>`}</td>
  </tr>`;
}
