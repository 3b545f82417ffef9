// What a cloud assembly (the folder that a CDK app writes) says of itself.
//   node assembly.mjs own FOLDER         the student's stacks, one a line, in the order of their deployment: the app's id, the stack's name.
//                                        What all students of an account share is protected from being deleted, and is not among them.
//   node assembly.mjs names FOLDER       the names of all stacks, one a line
//   node assembly.mjs summary FOLDER     stacks, resources, templates, as a table
//   node assembly.mjs of FOLDER TYPE     resources of that type, one a line: the stack's name, the resource's logical id
//   node assembly.mjs changed FOLDER STACK TYPE <TEMPLATE     ids of the resources of that type in the stack that are otherwise, or not at all,
//                                        in the template, which is the one that stands
//   node assembly.mjs bootstrap FOLDER   the bootstrap version that it asks for, and the parameter that holds it
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

const [what, folder, ...rest] = process.argv.slice(2);
const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const stacks = inOrder(Object.entries(artifacts)
  .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
  .map(([id, artifact]) => ({ id, ...artifact, name: artifact.properties.stackName ?? id })));

function resourcesOf(stack) {
  return JSON.parse(readFileSync(join(folder, stack.properties.templateFile), 'utf8')).Resources ?? {};
}

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
  names: () => stacks.map(({ name }) => name),
  of: ([type]) => stacks.flatMap((stack) => Object.entries(resourcesOf(stack))
    .filter(([, resource]) => resource.Type === type)
    .map(([id]) => `${stack.name} ${id}`)),
  changed: ([name, type]) => {
    const standing = JSON.parse(readFileSync(0, 'utf8')).Resources ?? {};
    return Object.entries(resourcesOf(stacks.find((stack) => stack.name === name)))
      .filter(([id, { Type, Properties }]) => Type === type && !isDeepStrictEqual(Properties, standing[id]?.Properties))
      .map(([id]) => id);
  },
  bootstrap: () => [`${Math.max(...stacks.map((stack) => stack.properties.requiresBootstrapStackVersion ?? 0))} ${
    stacks.find((stack) => stack.properties.bootstrapStackVersionSsmParameter)?.properties.bootstrapStackVersionSsmParameter ?? ''}`],
  summary: () => {
    const rows = stacks.map((stack) => {
      const path = join(folder, stack.properties.templateFile);
      return [stack.name, Object.keys(resourcesOf(stack)).length, path];
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
answers[what](rest).forEach((line) => console.log(line));
