import { html, useState } from '../../npm/preact.js';
import { get } from '../api.js';
import { Act } from './act.js';
import { Ago, Trouble, Value } from './common.js';
import { useWatch } from '../watch.js';

/** The tasks of an execution that wait to be answered from outside, each to be answered by hand. */
export function WaitingTasks({ path }) {
  const seen = useWatch(() => get(`${path}/tasks`), 2000, path);
  const [said, setSaid] = useState(null);
  const waiting = seen.value ?? [];
  if (waiting.length === 0 && !said && !seen.trouble) return null;
  return html`<section class="card" aria-labelledby="tasks"><h2 id="tasks">Waits for an answer</h2>
    <${Trouble} seen=${seen} what="What waits" />
    <p class="said good" role="status">${said}</p>
    ${waiting.map(task => html`<${Waiting} key=${task.name} task=${task} path="${path}/tasks/${encodeURIComponent(task.name)}" onDone=${receipt => setSaid(receipt.message)} />`)}
  </section>`;
}

const output = { name: 'output', label: 'Output, as JSON', value: '{}', long: true };
const error = { name: 'error', label: 'Error', placeholder: 'what Retry and Catch go by', optional: true };
const cause = { name: 'cause', label: 'Cause', placeholder: 'why, for people', optional: true };

function Waiting({ task, path, onDone }) {
  return html`
    <h3>${task.state}, <${Ago} ms=${task.since_ts} /></h3>
    <p class="quiet">${task.resource} was asked. Who answers by hand answers in its place.</p>
    <details><summary>What is asked</summary><${Value} label="Input" of=${task.input} /></details>
    <div class="columns">
      <${Act} path="${path}/success" verb="Succeed" of="${task.name} success" fields=${[output]} onDone=${onDone} />
      <${Act} path="${path}/failure" verb="Fail" of="${task.name} failure" danger fields=${[error, cause]} onDone=${onDone} />
    </div>
    <details><summary>The same by the AWS CLI</summary><pre tabindex="0">${cli(task.token)}</pre></details>
  `;
}

const cli = token => `aws stepfunctions send-task-success --task-token ${token} --task-output '{}'
aws stepfunctions send-task-failure --task-token ${token} --error Refused --cause 'why'`;
