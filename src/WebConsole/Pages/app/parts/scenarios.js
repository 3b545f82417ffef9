import { html, useState } from '../../npm/preact.js';
import { get, send } from '../api.js';
import { Trouble, Waiting } from './common.js';
import { useWatch } from '../watch.js';
import { count } from '../fold/time.js';
import { mayAct } from '../fold/known.js';

const about = {
  panic: 'many accounts trade, one goes mad and is killed',
  normal: 'an ordinary day; nobody is killed',
  knight: '1 August 2012 again, ten times slower',
};

/** Orders to look at, where nobody sends any. */
export function Scenarios({ session }) {
  const seen = useWatch(() => get('/scenarios'), 1000);
  const [trouble, setTrouble] = useState(null);
  const act = (method, body) => send(method, '/scenarios', body).then(() => setTrouble(null), error => setTrouble(error.message));
  const latest = seen.value?.latest;
  const may = mayAct(session);
  return html`
    <${Trouble} seen=${seen} what="The scenarios" />
    <${Waiting} seen=${seen}>
      ${may && !latest?.playing && html`<p class="tools">${seen.value?.names.map(name => html`<button class="plain" title=${about[name]} onClick=${() => act('POST', { name })}>Play ${name}</button>`)}</p>`}
      ${latest && html`<p>${latest.playing ? html`<strong>${latest.name}</strong> is played: ${count(latest.sent)} orders so far. ` : html`${latest.name} was played: ${count(latest.sent)} orders. `}<span class="quiet">${latest.story}</span></p>`}
      ${latest?.trouble && html`<p class="trouble">${latest.trouble}</p>`}
      ${may && latest?.playing && html`<button class="plain" onClick=${() => act('DELETE')}>Stop sending</button>`}
      ${!latest && html`<p class="quiet">Half a minute of orders: ${Object.entries(about).map(([name, text]) => `${name}: ${text}`).join('; ')}.</p>`}
    <//>
    <p class="said bad" role="status">${trouble}</p>
  `;
}
