import { html, useEffect, useState } from '../../npm/preact.js';
import { Refused, send } from '../api.js';

const KEY = 'killswitch-console-key';

/** The key comes in the address once, and does not stay there: addresses are copied, and read over shoulders. */
function keyOf() {
  const given = /[#&]key=([A-Za-z0-9_-]+)/.exec(location.hash)?.[1];
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname);
  }
  return given ?? sessionStorage.getItem(KEY);
}

export function SignIn({ ended, onSignedIn }) {
  const [people, setPeople] = useState(null);
  const [trouble, setTrouble] = useState(null);
  const [key] = useState(keyOf);
  useEffect(() => {
    if (key) send('POST', '/session/people', { key }).then(setPeople, setTrouble);
  }, []);
  const signIn = name => send('POST', '/session', { key, name }).then(session => onSignedIn(session), setTrouble);
  return html`
    <main class="calm">
      <h1><img src="icon.svg" alt="" width="28" height="28" /> KillSwitch</h1>
      ${ended && html`<p class="trouble" role="alert"><strong>You are signed out.</strong> ${ended} What you were looking at is still there once you have signed in.</p>`}
      ${people
        ? html`<p>Who are you? Two people are needed to give back what was killed: sign in as the other one in another browser, or in a private window.</p>
            <ul class="people">
              ${people.map(
                person => html`<li><button onClick=${() => signIn(person.name)}>${person.name}<small>${about(person.roles)}</small></button></li>`,
              )}
            </ul>`
        : html`<p>Open the address that the stack prints, or that <code>./run console</code> prints: it lets you in.</p>`}
      ${trouble && html`<p class="trouble" role="alert">${trouble instanceof Refused ? trouble.message : 'The stack does not answer.'}</p>`}
    </main>
  `;
}

const rights = {
  operator: 'kills, asks for unkills',
  approver: 'kills, asks, approves what others asked for',
  observer: 'looks',
};

const about = roles => roles.map(role => `${role}: ${rights[role] ?? ''}`).join('; ');
