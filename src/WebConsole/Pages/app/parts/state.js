import { html, useState } from '../../npm/preact.js';
import { Moment, Status, Value } from './common.js';
import { span } from '../fold/time.js';

/** So many stays at once: a loop may have gone through thousands. */
const PAGE = 20;

/** What a state is there for, and its stays, the last one first. */
export function StateDetail({ visits, comment }) {
  const [most, setMost] = useState(PAGE);
  const left = visits.length - most;
  return html`
    ${comment && html`<p class="quiet">${comment}</p>`}
    ${visits.length === 0 && html`<p>Not entered.</p>`}
    ${stays(visits.slice(-most), visits.length)}
    ${left > 0 && html`<button class="plain" onClick=${() => setMost(most + PAGE)}>Earlier stays (${left})</button>`}
  `;
}

function stays(visits, count) {
  return visits.toReversed().map(
    (visit, i) => html`
      <details key=${visit.number} open=${i === 0}>
        <summary>${count > 1 ? `Stay ${count - i}: ` : ''}<${Status} of=${visit.waits ? 'WAITING' : visit.status} />
          ${visit.exitedTs === null ? ' since ' : ''}${visit.exitedTs === null ? html`<${Moment} ms=${visit.enteredTs} />` : ` ${span(visit.exitedTs - visit.enteredTs)}`}</summary>
        <p>${visit.type}, entered <${Moment} ms=${visit.enteredTs} />${visit.attempts > 1 ? `, ${visit.attempts} tries` : ''}.</p>
        ${visit.waits && html`<p class="quiet">It waits by task token: it goes on when somebody sends the token back.</p>`}
        ${visit.errors.map(error => html`<p class="trouble"><strong>${error.error}</strong> <${Moment} ms=${error.ts} /> ${error.cause}</p>`)}
        <${Value} label="Input" of=${visit.input} />
        <${Value} label="Output" of=${visit.output} />
        ${visit.assigned && html`<${Value} label="Variables assigned" of=${visit.assigned} />`}
      </details>
    `,
  );
}
