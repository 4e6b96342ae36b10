// node -e ask.js -- SEARCH.JS INDEX: answers each line {query, options} with the script, from the files of an index on disk.
'use strict';
const fs = require('fs'), vm = require('vm');
const [script, index] = process.argv.slice(-2);
vm.runInThisContext(fs.readFileSync(script, 'utf8'), script);

const engine = globalThis.BantinSearchEngine(async path => {
  let given;
  new Function('bt', fs.readFileSync(index + '/' + path, 'utf8'))((...shard) => { given = shard; });
  return given;
});

require('readline').createInterface({input: process.stdin}).on('line', async line => {
  const {query, options} = JSON.parse(line);
  let answer;
  try {
    const r = await engine.search(query, options);
    answer = {...r, hits: r.hits.map(h => ({doc: h.doc, score: h.score, url: h.card.url, date: h.card.date})), docs: undefined, q: undefined};
  } catch (e) {
    answer = {error: String(e.path || e.stack || e)};
  }
  console.log(JSON.stringify(answer));
});
