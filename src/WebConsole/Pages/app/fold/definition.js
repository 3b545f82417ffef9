// From a state machine's definition to what is drawn: states, and ways between them. Pure.

export const START = '(start)';
export const END = '(end)';

/**
 * A state's place: states of a branch or of an iteration stand below the state that runs them.
 * Gives { states: [{ id, name, type, comment, within }], ways: [{ from, to, label, kind }] }; `kind` is next, choice, catch or inner.
 */
export function graphOf(definition) {
  const machine = JSON.parse(definition);
  const graph = { states: [], ways: [] };
  graph.states.push({ id: START, name: 'Start', type: 'Start', within: null });
  graph.states.push({ id: END, name: 'End', type: 'End', within: null });
  graph.ways.push({ from: START, to: idOf(null, machine.StartAt), label: '', kind: 'next' });
  readStates(machine, null, END, graph);
  return graph;
}

/** States of the same name stand in different branches. */
export const idOf = (within, name) => (within === null ? name : `${within} › ${name}`);

function readStates(machine, within, end, graph) {
  for (const [name, state] of Object.entries(machine.States ?? {})) {
    const id = idOf(within, name);
    graph.states.push({ id, name, type: state.Type, comment: state.Comment ?? '', within });
    const inner = innerOf(state);
    inner.forEach(([machine, label]) => {
      graph.ways.push({ from: id, to: idOf(id, machine.StartAt), label, kind: 'inner' });
      readStates(machine, id, null, graph);
    });
    readWays(state, id, within, end, graph);
  }
}

function innerOf(state) {
  if (state.Type === 'Parallel') return (state.Branches ?? []).map((branch, i) => [branch, `branch ${i + 1}`]);
  const each = state.ItemProcessor ?? state.Iterator;
  return state.Type === 'Map' && each ? [[each, 'each item']] : [];
}

function readWays(state, id, within, end, graph) {
  const way = (to, label, kind) => graph.ways.push({ from: id, to: idOf(within, to), label, kind });
  if (state.Next) way(state.Next, '', 'next');
  (state.Choices ?? []).forEach((choice, i) => way(choice.Next, choiceLabel(choice, i), 'choice'));
  if (state.Default) way(state.Default, 'otherwise', 'choice');
  (state.Catch ?? []).forEach(catcher => way(catcher.Next, `on ${(catcher.ErrorEquals ?? []).join(', ')}`, 'catch'));
  const ends = state.End || state.Type === 'Succeed' || state.Type === 'Fail';
  if (ends && end !== null) graph.ways.push({ from: id, to: end, label: '', kind: 'next' });
}

function choiceLabel(choice, i) {
  if (typeof choice.Condition !== 'string') return `choice ${i + 1}`;
  const text = choice.Condition.replace(/^\{%\s*|\s*%\}$/g, '').replace(/\$states\.input\./g, '');
  return text.length > 42 ? `${text.slice(0, 41)}…` : text;
}
