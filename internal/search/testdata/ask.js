// node ask.js SEARCH.JS INDEX < queries.json: answers each [text, options] with static/assets/search.js, from the files of an index on disk.
'use strict';
const fs = require('fs'), vm = require('vm');
const [script, index] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(script, 'utf8'), script);

function load(path) {
  let given;
  const bt = (...shard) => { given = shard; };
  new Function('bt', fs.readFileSync(index + '/' + path, 'utf8'))(bt);
  return given;
}
const engine = globalThis.BantinSearchEngine(async path => load(path));

(async () => {
  const answers = [];
  const started = process.hrtime.bigint();
  for (const [text, options] of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    try {
      const r = await engine.search(text, options);
      answers.push({total: r.total, corrected: r.corrected || '', suggested: r.suggested || '', near: r.near, missing: r.missing, hits: r.hits.map(h => [h.doc, h.score, h.card.url])});
    } catch (e) {
      answers.push({error: String(e.path || e.stack || e)});
    }
  }
  if (process.env.TIMING) console.error(Number(process.hrtime.bigint() - started) / 1e6 / answers.length, 'ms a query');
  fs.writeSync(1, JSON.stringify(answers));
})();
