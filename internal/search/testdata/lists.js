// node lists.js SEARCH.JS < cases.json: reads each [bytes in base64, documents, numbers, levels] as a list with the reader of static/assets/search.js.
// Answers [numbers, levels, bytes read], or null where it refuses.
'use strict';
const fs = require('fs'), vm = require('vm');
const source = fs.readFileSync(process.argv[2], 'utf8'), mark = 'global.BantinSearchEngine = Engine;';
if (!source.includes(mark)) throw Error('the script has no line ' + mark);
vm.runInThisContext(source.replace(mark, mark + ' global.readList = readList; global.bytesOf = bytesOf;'), process.argv[2]);
fs.writeSync(1, JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(([bytes, df, n, levels]) => {
  try {
    const list = readList(bytesOf(bytes), 0, df, n, levels, true);
    return [[...list.d], [...list.v], list.end];
  } catch (e) {
    if (e !== 0) throw e; // 0: not of this format
    return null;
  }
})));
