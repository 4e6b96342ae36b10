// node parts.js SEARCH.JS < cases.json: what parts of static/assets/search.js make of {lists: [[bytes in base64, documents, numbers, levels], …],
// texts: […]}. Answers {lists: [[numbers, levels, bytes read], or null where it refuses, …], texts: [[[form, key, break], …], …]}.
'use strict';
const fs = require('fs'), vm = require('vm');
const source = fs.readFileSync(process.argv[2], 'utf8'), mark = 'global.BantinSearchEngine = Engine;';
if (!source.includes(mark)) throw Error('the script has no line ' + mark);
vm.runInThisContext(source.replace(mark, mark + ' Object.assign(global, {readList, bytesOf, tokens});'), process.argv[2]);
const {lists, texts} = JSON.parse(fs.readFileSync(0, 'utf8'));
fs.writeSync(1, JSON.stringify({
  lists: (lists || []).map(([bytes, df, n, levels]) => {
    try {
      const list = readList(bytesOf(bytes), 0, df, n, levels, true);
      return [[...list.d], [...list.v], list.end];
    } catch (e) {
      if (e !== 0) throw e; // 0: not of this format
      return null;
    }
  }),
  texts: (texts || []).map(text => tokens(text).map(t => [t.form, t.key, !!t.brk])),
}));
