import { html, useState } from '../../npm/preact.js';
import { send } from '../api.js';

const pages = [
  ['', 'Overview'],
  ['incidents', 'Incidents'],
  ['limits', 'Limits'],
  ['machines', 'Executions'],
  ['traces', 'Traces'],
  ['audit', 'Audit'],
  ['topics', 'Topics'],
  ['mailbox', 'Mailbox'],
];

/** What stands around every page: where one is, who one is, the way out. */
export function Frame({ session, at, onSignedOut, children }) {
  const [said, setSaid] = useState(null);
  const signOut = async () => {
    try {
      await send('DELETE', '/session');
      onSignedOut();
    } catch {
      setSaid('Not signed out: the stack does not answer.');
    }
  };
  return html`
    <a class="skip" href="#content" onClick=${toContent}>To the content</a>
    <header>
      <a class="brand" href="#/"><img src="icon.svg" alt="" width="20" height="20" />KillSwitch</a>
      <nav aria-label="Pages">
        ${pages.map(
          ([word, title]) =>
            html`<a href="#/${word}" aria-current=${(at[0] ?? '') === word ? 'page' : null}>${title}</a>`,
        )}
      </nav>
      <span class="who">${session.name} <small>${session.roles.join(', ')}</small></span>
      <button class="plain" onClick=${signOut}>Sign out</button>
      <span role="status">${said}</span>
    </header>
    <main id="content" tabindex="-1">${children}</main>
  `;
}

/** The # of the address is the page's; the content is reached without it. */
function toContent(event) {
  event.preventDefault();
  document.getElementById('content').focus();
}
