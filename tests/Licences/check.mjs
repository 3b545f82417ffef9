// Lists the licence of every NuGet and npm package that is restored, those of packages' packages too, and ends with 1 if one is
// not among the allowed ones of allowed.json or is not known. A package that names no licence is read by a person, once a version.
//   node tests/Licences/check.mjs
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const json = path => JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
const { licences, 'read by hand': readByHand } = json(join(root, 'tests', 'Licences', 'allowed.json'));

function* assets(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === 'node_modules' || entry.name === 'bin') continue;
    const file = join(folder, entry.name, 'project.assets.json');
    if (entry.name === 'obj') { if (existsSync(file)) yield json(file); } else yield* assets(join(folder, entry.name));
  }
}

function nuget() {
  const found = new Map();
  for (const project of ['src', 'cdk', 'tests'].flatMap(folder => [...assets(join(root, folder))])) {
    for (const [id, library] of Object.entries(project.libraries)) {
      if (library.type !== 'package') continue;
      const folder = Object.keys(project.packageFolders).map(f => join(f, library.path)).find(existsSync);
      const nuspec = folder && readdirSync(folder).find(f => f.endsWith('.nuspec'));
      const text = nuspec ? readFileSync(join(folder, nuspec), 'utf8') : '';
      found.set(id, /<license type="expression">([^<]*)</.exec(text)?.[1]);
    }
  }
  return found;
}

function npm() {
  const found = new Map();
  for (const folder of ['src/Hosting/Node', 'cdk/nag']) {
    for (const [path, entry] of Object.entries(json(join(root, folder, 'package-lock.json')).packages)) {
      if (path) found.set(`${path.slice(path.lastIndexOf('node_modules/') + 13)}/${entry.version}`, entry.license);
    }
  }
  return found;
}

// "A OR B" is fine if one of them is, "A AND B" if both are.
const allowed = licence => licence.replace(/[()]/g, '').split(' OR ').some(one => one.split(' AND ').every(l => licences.includes(l)));

let wrong = 0;
for (const [feed, packages] of [['NuGet', nuget()], ['npm', npm()]]) {
  if (packages.size === 0) {
    console.error(`${feed}: nothing is restored. Build first: ./run test`);
    wrong++;
  }
  for (const [id, named] of [...packages].sort()) {
    const licence = named ?? readByHand[id];
    const fine = licence !== undefined && allowed(licence);
    if (!fine) wrong++;
    console.log(`${fine ? '  ' : '✗ '}${feed.padEnd(6)}${id.padEnd(66)}${licence ?? 'unknown'}${!named && licence ? ' (read by hand)' : ''}`);
  }
}
if (wrong > 0) {
  console.error(`\n${wrong} cannot be used as they are. Read the licence; then add it, or the package, to tests/Licences/allowed.json, or take another package.`);
  process.exit(1);
}
