// node damage.js SEARCH.JS INDEX ROUNDS QUERY…: asks queries of an index in which one file at a time is damaged, foreign or missing. Every answer
// must be the one of the sound index, or an error that names the file, or name it beside hits that are certain. Prints what is not.
'use strict';
const fs = require('fs'), vm = require('vm');
const [script, index, rounds, ...queries] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(script, 'utf8'), script);

let seed = 1;
const random = n => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % 65521 % n;
const files = new Map();
function read(path) {
  if (!files.has(path)) files.set(path, fs.readFileSync(index + '/' + path, 'utf8'));
  return files.get(path);
}

function engine(changed, asked) {
  return globalThis.BantinSearchEngine(async path => {
    let given, text = path === changed.path ? changed.text : read(path);
    asked.add(path);
    try {
      new Function('bt', text)((...shard) => { given = shard; });
    } catch (e) { /* a browser goes on */ }
    if (!given) throw Object.assign(Error('nothing given'), {path});
    return given;
  });
}
const shown = r => JSON.stringify([r.total, r.near, r.corrected, r.suggested, r.hits]);

const splice = (text, at, gone, put) => text.slice(0, at) + put + text.slice(at + gone);
const anything = () => String.fromCharCode([33 + random(94), random(32), 0x300 + random(112), random(65536)][random(4)]);
const damages = {
  cut: text => text.slice(0, random(text.length)),
  letter: text => splice(text, random(text.length), 1, anything()),
  letters: text => { for (let n = 2 + random(20); n--;) text = splice(text, random(text.length), 1, anything()); return text; },
  lost: text => splice(text, random(text.length), 1 + random(9), ''),
  more: text => splice(text, random(text.length), 0, anything() + anything()),
  swapped: text => { const a = random(text.length), n = random(40); return splice(text, a, n, [...text.slice(a, a + n)].reverse().join('')); },
  zeros: text => splice(text, random(text.length), 8, 'AAAAAAAA'),
  checksum: text => text.replace(/"2.{7}/, '"2aaaaaaa'),
  format: text => text.replace('"2', '"1'),
  foreign: (text, others) => read(others[random(others.length)]),
  renamed: (text, others) => read(others[random(others.length)]).replace(/^bt\("[^"]*","[^"]*"/, text.slice(0, text.indexOf(',"2'))),
  noise: () => Array.from({length: random(300)}, anything).join(''),
  missing: () => '',
};

(async () => {
  const kinds = Object.keys(damages);
  for (const query of queries) {
    const asked = new Set(), sound = await engine({}, asked).search(query, {}), paths = [...asked], sure = new Set(sound.docs);
    for (let round = 0; round < rounds; round++) {
      const path = paths[random(paths.length)], kind = kinds[round % kinds.length], text = damages[kind](read(path), paths);
      try {
        const got = await engine({path, text}, new Set()).search(query, {});
        if (got.missing ? got.missing !== path || !got.near && !got.docs.every(doc => sure.has(doc)) : shown(got) !== shown(sound)) {
          console.log(query, path, kind, JSON.stringify(text).slice(0, 300), 'gives', shown(got).slice(0, 500));
        }
      } catch (e) {
        if (e.path !== path) console.log(query, path, kind, e.path, e.stack);
      }
    }
  }
})();
