import { html } from '../../npm/preact.js';
import { Act } from './act.js';
import { pendingOf } from '../fold/story.js';
import { span } from '../fold/time.js';

const verbs = { APPROVE: 'Approve', REJECT: 'Reject', WITHDRAW: 'Withdraw' };

/** The request that waits for people, and what this person may say to it; nothing where none does. */
export function Decide({ requests, session }) {
  const pending = pendingOf(requests, session);
  if (!pending) return null;
  const { request, verdicts, why } = pending;
  const approvals = request.decisions.filter(d => d.verdict === 'APPROVE').length;
  return html`
    <p>${approvals} of ${request.quorum} approvals${request.expires_ts ? html`; it can be decided for ${span(request.expires_ts - Date.now())} more` : ''}.</p>
    ${why && html`<p class="quiet">${why}</p>`}
    ${verdicts.map(
      verdict => html`<${Act} key=${verdict} of="${verdict} ${request.link_id}" path="/approvals/${encodeURIComponent(request.link_id)}" verb=${verbs[verdict]}
        danger=${verdict === 'APPROVE'} body=${{ decision: verdict }} fields=${[{ name: 'reason', label: `Why ${verbs[verdict].toLowerCase()}?`, placeholder: 'what you know' }]} />`,
    )}
  `;
}
