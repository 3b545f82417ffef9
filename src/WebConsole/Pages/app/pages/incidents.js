import { html } from '../../npm/preact.js';
import { get } from '../api.js';
import { Enforcement, Folded, IncidentLink, Moment, Trouble, Waiting } from '../parts/common.js';
import { useWatch } from '../watch.js';

export function Incidents() {
  const seen = useWatch(() => get('/incidents?limit=200'), 2000);
  return html`
    <h1>Incidents</h1>
    <${Trouble} seen=${seen} what="The incidents" />
    <${Waiting} seen=${seen}><${List} incidents=${seen.value} /><//>
  `;
}

function List({ incidents }) {
  if (incidents.length === 0) return html`<p class="quiet">Nothing was ever killed here.</p>`;
  return html`
    <table class="stacks">
      <thead><tr><th>incident</th><th>scope</th><th>stands</th><th>opened</th><th>closed</th><th>first kill</th></tr></thead>
      <tbody>
        ${incidents.map(
          incident => html`<tr key=${incident.incident_id}>
            <th scope="row"><${IncidentLink} id=${incident.incident_id} /></th>
            <td>${incident.scope}</td>
            <td><${Enforcement} of=${incident.enforcement} /></td>
            <td><${Moment} ms=${incident.opened_ts} /></td>
            <td>${incident.closed_ts ? html`<${Moment} ms=${incident.closed_ts} />` : 'open'}</td>
            <td class="reason">${incident.triggered_by}: <${Folded} text=${incident.reason} />${incident.causes > 1 ? ` (and ${incident.causes - 1} more)` : ''}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}
