// The outputs of the stacks, as cdk deploy --outputs-file has written them.
//   node outputs.mjs all FILE       all of them, a line each
//   node outputs.mjs NAME FILE      the value of one, from whichever stack has it
import { readFileSync } from 'node:fs';

const [name, file] = process.argv.slice(2);
const stacks = Object.values(JSON.parse(readFileSync(file, 'utf8')));
// What one stack exports for another is named by the CDK and of no use to a person.
const outputs = stacks.flatMap((stack) => Object.entries(stack)).filter(([key]) => !key.startsWith('ExportsOutput'));

if (name === 'all') {
  const width = Math.max(...outputs.map(([key]) => key.length));
  outputs.forEach(([key, value]) => console.log(`  ${key.padEnd(width)}  ${value}`));
} else {
  const found = outputs.find(([key]) => key === name);
  if (!found) throw new Error(`No stack has an output ${name}. There are ${outputs.map(([key]) => key).join(', ')}.`);
  console.log(found[1]);
}
