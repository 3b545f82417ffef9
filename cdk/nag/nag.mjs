// Holds the templates of cloud assemblies to cdk-nag's packs AwsSolutions and NIST 800-53 R5. Ends with 1 if a rule is broken that
// accepted.mjs gives no reason for, or if a reason there is needed by none of the assemblies.
//   node nag.mjs FOLDER...
import cdk from 'aws-cdk-lib';
import include from 'aws-cdk-lib/cloudformation-include';
import nag from 'cdk-nag';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepted } from './accepted.mjs';

const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('Name the cloud assemblies: node nag.mjs FOLDER...');

const needed = new Set();
let broken = 0;
let stacks = 0;
for (const folder of folders) {
  for (const { name, templateFile } of stacksOf(folder)) {
    stacks++;
    for (const finding of findings(name, templateFile)) {
      const reasons = accepted.filter(one => one.rule.test(finding.rule) && one.on.test(finding.resource));
      reasons.forEach(one => needed.add(one));
      if (reasons.length > 0) continue;
      broken++;
      console.log(`${finding.resource} (${finding.type})\n  ${finding.rule}: ${finding.description}`);
    }
  }
}
const idle = accepted.filter(one => !needed.has(one));
idle.forEach(one => console.log(`accepted.mjs: nothing needs ${one.rule} on ${one.on} any more. Take it out.`));
console.log(`${stacks} templates: ${broken} broken rules without a reason, ${accepted.length} accepted with one, ${idle.length} of them needed by nothing`);
process.exitCode = stacks > 0 && broken === 0 && idle.length === 0 ? 0 : 1;

function stacksOf(folder) {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return Object.entries(artifacts)
    .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
    .map(([id, artifact]) => ({ name: id, templateFile: join(folder, artifact.properties.templateFile) }));
}

/** Every broken rule of every resource, as STACK/LOGICAL-ID. */
function findings(name, templateFile) {
  const { Resources } = JSON.parse(readFileSync(templateFile, 'utf8'));
  const app = new cdk.App();
  const stack = new cdk.Stack(app, name, { synthesizer: new cdk.LegacyStackSynthesizer() });
  new include.CfnInclude(stack, 'Template', { templateFile });
  return [new nag.AwsSolutionsChecks(), new nag.NIST80053R5Checks()]
    .flatMap(pack => pack.validateScope(stack).violations)
    .flatMap(({ ruleName, description, violatingResources }) => violatingResources.map(({ constructPath }) => {
      const logicalId = constructPath.split('/').at(-1);
      return { rule: ruleName, description, resource: `${name}/${logicalId}`, type: Resources[logicalId]?.Type };
    }));
}
