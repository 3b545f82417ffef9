// What a cloud assembly (the folder that a CDK app writes) says of itself.
//   node assembly.mjs own FOLDER         the student's stacks, one a line, in the order of their deployment: the app's id, the stack's name.
//                                        What all students of an account share is protected from being deleted, and is not among them.
//   node assembly.mjs summary FOLDER     stacks, resources, templates, as a table
//   node assembly.mjs bootstrap FOLDER   the bootstrap version that it asks for, and the parameter that holds it
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [what, folder] = process.argv.slice(2);
const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const stacks = inOrder(Object.entries(artifacts)
  .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
  .map(([id, artifact]) => ({ id, ...artifact, name: artifact.properties.stackName ?? id })));

function inOrder(unordered) {
  const ordered = [];
  const place = (stack) => {
    if (!stack || ordered.includes(stack)) return;
    (stack.dependencies ?? []).forEach((id) => place(unordered.find((other) => other.id === id)));
    ordered.push(stack);
  };
  unordered.forEach(place);
  return ordered;
}

const answers = {
  own: () => stacks.filter((stack) => !stack.properties.terminationProtection).map((stack) => `${stack.id} ${stack.name}`),
  bootstrap: () => [`${Math.max(...stacks.map((stack) => stack.properties.requiresBootstrapStackVersion ?? 0))} ${
    stacks.find((stack) => stack.properties.bootstrapStackVersionSsmParameter)?.properties.bootstrapStackVersionSsmParameter ?? ''}`],
  summary: () => {
    const rows = stacks.map((stack) => {
      const path = join(folder, stack.properties.templateFile);
      return [stack.name, Object.keys(JSON.parse(readFileSync(path, 'utf8')).Resources ?? {}).length, path];
    });
    const width = Math.max(...rows.map(([name]) => name.length));
    const all = rows.reduce((sum, [, resources]) => sum + resources, 0);
    return [
      ...rows.map(([name, resources, path]) => `${name.padEnd(width)}  ${String(resources).padStart(4)} resources  ${path}`),
      `${`${rows.length} stacks`.padEnd(width)}  ${String(all).padStart(4)} resources`,
    ];
  },
};

if (!(what in answers)) throw new Error(`There is no "${what}". There are ${Object.keys(answers).join(', ')}.`);
answers[what]().forEach((line) => console.log(line));
