import { html, useEffect, useMemo, useState } from '../../npm/preact.js';
import { get, send } from '../api.js';
import { Act } from '../parts/act.js';
import { Graph } from '../parts/graph.js';
import { linkTo } from '../route.js';
import { graphOf } from '../fold/definition.js';
import { layout } from '../fold/layout.js';
import { OF_INCIDENTS, OF_LIMITS, mayAct } from '../fold/known.js';

const PAUSE = 500;
const begin = `{
  "StartAt": "First",
  "States": {
    "First": { "Type": "Pass", "End": true }
  }
}
`;

/** A state machine's definition beside its graph, and what stands against it, as one writes. */
export function Definition({ machine, session }) {
  const [text, setText] = useState(machine ? null : begin);
  const [trouble, setTrouble] = useState(null);
  useEffect(() => {
    if (machine) get(`/machines/${encodeURIComponent(machine)}`).then(found => setText(found.definition), error => setTrouble(error.message));
  }, [machine]);
  return html`
    <p class="crumbs"><a href=${machine ? linkTo('machines', machine) : '#/machines'}>${machine ?? 'Executions'}</a></p>
    <h1>${machine ? html`Definition of <code>${machine}</code>` : 'A new state machine'}</h1>
    ${trouble && html`<p class="trouble" role="alert">${trouble}</p>`}
    ${text !== null && html`<${Editor} machine=${machine} text=${text} onText=${setText} session=${session} />`}
  `;
}

function Editor({ machine, text, onText, session }) {
  const drawn = useMemo(() => drawnOf(text), [text]);
  const own = ![OF_INCIDENTS, OF_LIMITS].includes(machine) && mayAct(session);
  return html`
    <div class="columns">
      <section class="card" aria-labelledby="text"><h2 id="text">Amazon States Language</h2>
        <textarea class="code" aria-labelledby="text" rows="30" spellcheck="false" value=${text} onInput=${event => onText(event.target.value)} />
        <${Problems} text=${text} />
        ${own
          ? html`<${Act} path="/machines" verb="Save" body=${{ definition: text }} fields=${[{ name: 'name', label: 'Name', value: machine ?? '', placeholder: 'my-machine' }]}
              onDone=${saved => (location.hash = linkTo('machines', saved.machine))} about="Executions that run go on by what they began with." />`
          : html`<p class="quiet">${machine === OF_INCIDENTS || machine === OF_LIMITS ? `${machine === OF_LIMITS ? 'Changes of limits' : 'Kills'} run on this: it is read here, and saved under another name by whoever may.` : 'Operators and approvers save definitions.'}</p>`}</section>
      <section class="card" aria-labelledby="graph"><h2 id="graph">States</h2>
        ${drawn ? html`<${Graph} drawn=${drawn} says=${box => box.type} />` : html`<p class="quiet">It is drawn once it is JSON with states.</p>`}</section>
    </div>
  `;
}

function drawnOf(text) {
  try {
    return layout(graphOf(text));
  } catch {
    return null;
  }
}

/** Asked once one has stopped writing for a moment. */
function Problems({ text }) {
  const [problems, setProblems] = useState(null);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(
      () => send('POST', '/definitions', { definition: text }).then(
        answer => stale || setProblems(answer.problems),
        error => stale || setProblems([{ code: '', message: error.message }]),
      ),
      PAUSE,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text]);
  return html`<div role="status">
    ${problems?.length === 0 && html`<p class="said good">Nothing stands against it.</p>`}
    ${problems?.map(problem => html`<p class="trouble"><strong>${problem.code}</strong> ${problem.message} ${problem.location && html`<code>${problem.location}</code>`}</p>`)}
  </div>`;
}
