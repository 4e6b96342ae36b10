// node damage.js SEARCH.JS INDEX QUERY ROUNDS: asks one query of an index in which one file at a time has some bytes changed, is cut or is
// another file. Every answer must be the one of the sound index, or an error that names a file of the index. Prints what is not.
'use strict';
const fs = require('fs'), vm = require('vm');
const [script, index, query, rounds] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(script, 'utf8'), script);

let seed = 1;
const random = n => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % n;

function engine(changed, asked) {
  return globalThis.BantinSearchEngine(async path => {
    let given, text = fs.readFileSync(index + '/' + path, 'utf8');
    asked.add(path);
    if (path === changed.path) text = changed.make(text);
    try {
      new Function('bt', text)((...shard) => { given = shard; });
    } catch (e) { /* a browser goes on */ }
    if (!given) throw Object.assign(Error('damaged'), {path});
    return given;
  });
}
const shown = r => JSON.stringify([r.total, r.near, r.corrected, r.hits]);

(async () => {
  const asked = new Set(), sound = shown(await engine({}, asked).search(query, {}));
  const paths = [...asked], damages = [
    text => text.slice(0, random(text.length)),
    text => { const at = random(text.length); return text.slice(0, at) + String.fromCharCode(33 + random(90)) + text.slice(at + 1); },
    text => text.replace(/"2.{7}/, '"2aaaaaaa'),
    text => { const at = 30 + random(text.length); return text.slice(0, at) + text.slice(at + 4); },
    () => fs.readFileSync(index + '/' + paths[random(paths.length)], 'utf8'),
  ];
  for (let round = 0; round < rounds; round++) {
    const path = paths[random(paths.length)], make = damages[round % damages.length];
    try {
      const got = shown(await engine({path, make}, new Set()).search(query, {}));
      if (got !== sound) console.log(path, 'damage', round % damages.length, 'gives', got);
    } catch (e) {
      if (!e.path) console.log(path, 'damage', round % damages.length, e.stack);
    }
  }
})();
