import { html } from '../../npm/preact.js';
import { get } from '../api.js';
import { Moment, Trouble, Waiting } from '../parts/common.js';
import { useWatch } from '../watch.js';

/** The operators' mail, as the stack keeps it. */
export function Mailbox() {
  const seen = useWatch(() => get('/mailbox?limit=100'), 2000);
  return html`
    <h1>Mailbox</h1>
    <${Trouble} seen=${seen} what="The mailbox" />
    <${Waiting} seen=${seen}>
      ${seen.value?.length === 0 && html`<p class="quiet">No mail yet.</p>`}
      <ol class="mails">${seen.value?.map(mail => html`<li key=${mail.id ?? mail.ts}><${Mail} mail=${mail} /></li>`)}</ol>
    <//>
  `;
}

function Mail({ mail }) {
  return html`
    <details>
      <summary><${Moment} ms=${mail.ts} /> <strong>${mail.subject}</strong> <small>to ${mail.to.join(', ')}</small></summary>
      <pre tabindex="0">${mail.body}</pre>
      ${mail.link && html`<p><a href=${mail.link}>The link of this mail</a>: who opens it decides nothing yet.</p>`}
    </details>
  `;
}
