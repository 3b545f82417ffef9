// cdk destroy, as its CLI does it: the latest stack first, and after the first that fails no other.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { account, deleteStack, leave, settle } from './account.mjs';

const ids = process.argv.slice(process.argv.indexOf('cdk.out') + 1);
const { artifacts } = JSON.parse(readFileSync(join('cdk.out', 'manifest.json'), 'utf8'));
const order = [];
const place = (id) => {
  if (order.includes(id)) return;
  Object.keys(artifacts).filter((other) => artifacts[other].dependencies?.includes(id)).forEach(place);
  order.push(id);
};
ids.forEach(place);
try {
  for (const id of order) {
    settle();
    const { stackName } = artifacts[id].properties;
    deleteStack(stackName);
    account.now += 5;
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
leave(1);
