// The context for the app, each over the one before: cdk.context.json, cdk.json (as the CDK CLI has it), the student's own file, and what
// was given on the command line; without the folder, that alone.
//   node context.mjs [FOLDER] <NAME=VALUE-LINES
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const options = Object.fromEntries(readFileSync(0, 'utf8').split('\n').filter((line) => line)
  .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));

function read(...name) {
  const file = folder && join(folder, ...name);
  if (!file || !existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`✗ ${file} is not JSON: ${error.message}\n  Mend it, or move it away.`);
    process.exit(1);
  }
}

console.log(JSON.stringify({
  ...read('cdk.context.json'),
  ...read('cdk.json').context,
  ...read('deployments', `${options.student}.json`),
  ...options,
}));
