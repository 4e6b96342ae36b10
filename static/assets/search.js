/* The reader's search. It reads the index that package search of bantin writes; internal/search/*.go is the same engine in Go, and the
   manual of the format. In short:

   search/root.js       counts, years, weights, abbreviations, and for each kind of shard the first keys and versions of its files
   search/t/ b/ f/      folded syllable → accented forms → documents; "a b" → documents; "s:section" "k:kind" "t:tag" → documents
   search/r/            pages of a directory that is too long for root.js
   search/d/ k/ s/      cards, 12 numbers a file; texts, 6 numbers a file; frequent syllables, for corrections

   Documents are numbered by time, oldest first, with gaps, so that a new one moves few others.

   A file is one call, bt("t","t-nghi","2abcdefg…"): kind, name, then format version, 7 characters of a checksum (FNV-1a of UTF-16 units,
   5 bits each) and the payload. The name is made of the file's first key. Payloads of t, b, f are base64 of rows:
     key     byte: 4 bits ASCII prefix shared with the key before, 4 bits length of the rest (15: a varint follows), the rest in UTF-8
     t only  number of forms (varint); each form is coded as a key beside the row's key
     list    number of documents (varint), then bits, lowest first: Rice-coded gap, unary impact 0–5; up to a whole byte
   Classic scripts alone load from file:// in every browser: no fetch, no module, no eval. A file that is missing, damaged or of another
   version of the site rejects the promise with an error that has a path; there is never a wrong list.

   BantinSearch.search("nghị quyết", {exact, byDate, section, kind, tag, year, limit, all}) → {total, near, corrected, hits: [{doc, score, card}], …}
   BantinSearch.facets(result), BantinSearch.excerpt(doc, result), BantinSearch.marks(text, result) → promises, and [[start, end], …] */
(function (global) {
'use strict';
const FORMAT = '2', LETTERS = 'abcdefghijklmnopqrstuvwxyz234567', LEVELS = 6, AFTER = '\uffff';
const WORD = /[\p{L}\p{M}\p{Nd}](?:[\p{L}\p{M}\p{Nd}\u00ad\u200b-\u200d\u2060\ufeff]|['’‘`](?=\p{L}))*/gu;
const BREAK = /[.;:!?()"“”…\n]/;

/* Words: internal/search/token.go and internal/viet. */
const fold = s => s.normalize('NFD').replace(/\p{Mn}/gu, '').replace(/[đðɖ]/g, 'd').replace(/ƣ/g, 'u');
function exact(word) {
  word = word.replace(/['’‘ʼ`\u00ad\u200b-\u200d\u2060\ufeff]/g, '').toLowerCase().replace(/[ðɖ]/g, 'đ').replace(/ƣ/g, 'ư').normalize('NFD')
    .replace(/(q?)(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/gu,
      (all, q, a, b, tone) => q && a === 'u' ? all : q + a + tone + b).normalize('NFC');
  const letters = [...word];
  return letters.length > 32 ? letters.slice(0, 32).join('').normalize('NFC') : word;
}
function tokens(text) {
  const found = [];
  let end = 0, first = true;
  for (const m of text.replace(/[\ud800-\udfff]/g, ' ').matchAll(WORD)) {
    const form = exact(m[0]), key = fold(form);
    if (!key) continue;
    found.push({form, key, start: m.index, end: m.index + m[0].length, brk: first || BREAK.test(text.slice(end, m.index))});
    end = m.index + m[0].length;
    first = false;
  }
  return found;
}
const I = 'iìỉĩíịyỳỷỹýỵ';
function alike(form) {
  const m = /^([hklmst]|qu)([iìỉĩíịyỳỷỹýỵ])$/.exec(form);
  return m ? m[1] + I[(I.indexOf(m[2]) + 6) % 12] : '';
}

/* Shards: shard.go, list.go, directory.go. */
function fnv(h, s) {
  for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), 16777619);
  return h;
}
function checksum(kind, name, payload) {
  let h = fnv(fnv(-2128831035, FORMAT + kind + '/' + name + ':'), payload), s = '';
  for (let i = 0; i < 7; i++, h >>>= 5) s += LETTERS[h & 31];
  return s;
}
function shardName(kind, first) {
  let s = kind + '-';
  for (const c of new TextEncoder().encode(first)) {
    const l = String.fromCharCode(c);
    s += /[a-z0-9]/.test(l) ? l : c === 32 ? '-' : '_' + (c + 256).toString(16).slice(1);
  }
  return s.length > 80 ? s.slice(0, 72) + '_' + checksum(kind, first, '') : s;
}
function bad(path) {
  return Object.assign(Error(path + ' is missing, damaged or of another version of the site'), {path});
}
function readList(b, at, n, df, levels, each) {
  if (df < 1 || df > n) throw 0;
  const mean = Math.floor(n * 11 / (16 * df)), k = mean < 2 ? 0 : 31 - Math.clz32(mean), end = b.length * 8;
  let bit = at * 8, doc = -1;
  const next = () => b[bit >> 3] >> (bit++ & 7) & 1;
  const unary = most => { let c = 0; while (c < most && next()) c++; return c; };
  while (df--) {
    doc += unary(n) * 2 ** k + 1;
    for (let i = 0; i < k; i++) doc += next() << i;
    const level = unary(levels - 1);
    if (bit > end || doc >= n) throw 0;
    if (each) each(doc, level);
  }
  return bit + 7 >> 3;
}
function readRows(b, kind, n) {
  const rows = [], utf8 = new TextDecoder(), levels = kind === 'f' ? 1 : LEVELS;
  let at = 0, key = '';
  const byte = () => { if (at >= b.length) throw 0; return b[at++]; };
  const varint = () => { let v = 0, f = 1, c; do { c = byte(); v += (c & 127) * f; f *= 128; } while (c > 127); return v; };
  const front = before => {
    const c = byte(), rest = (c & 15) === 15 ? varint() : c & 15;
    if (c >> 4 > before.length || at + rest > b.length) throw 0;
    return before.slice(0, c >> 4) + utf8.decode(b.subarray(at, at += rest));
  };
  while (at < b.length) {
    key = front(key);
    const row = {key, lists: []};
    for (let forms = kind === 't' ? varint() : 1; forms--;) {
      const form = kind === 't' ? front(key) : key, df = varint();
      row.lists.push({form, df, levels, b, at});
      at = readList(b, at, n, df, levels);
    }
    rows.push(row);
  }
  return rows;
}
function directory(text) {
  const firsts = text.split('\n'), v = firsts.pop();
  if (v.length !== firsts.length * 4) throw 0;
  return firsts.map((first, i) => [first, v.slice(4 * i, 4 * i + 4)]);
}

/* Engine(load): load(path, version) → promise of [kind, name, text], what the file gave to bt. */
function Engine(load) {
  const cache = new Map();
  let root, N; // numbers of documents are below N

  // shard gives what parse makes of a payload. check is what the directory knows of its checksum.
  function shard(kind, name, version, check, parse) {
    const path = 'search/' + (name === 'root' ? '' : kind + '/') + name + '.js';
    if (cache.has(path)) return cache.get(path);
    if (cache.size > 2000) cache.clear();
    const promise = (async () => {
      const [k, n, text] = await load(path, version);
      const payload = text.slice(8);
      try {
        if (k !== kind || n !== name || !text.startsWith(FORMAT + check) || checksum(kind, name, payload) !== text.slice(1, 8)) throw 0;
        return parse(payload);
      } catch (e) {
        throw bad(path);
      }
    })();
    cache.set(path, promise);
    promise.catch(() => cache.delete(path));
    return promise;
  }
  const open = () => shard('r', 'root', '', '', text => {
    const r = JSON.parse(text);
    for (const kind in r.t) r.t[kind] = directory(r.t[kind]);
    N = r.u;
    root = r;
  });

  function between(kind, dir, lo, hi, most) {
    let l = 0, h = dir.length;
    while (l < h) { const m = l + h >> 1; if (dir[m][0] > lo) h = m; else l = m + 1; }
    const refs = [];
    for (let i = Math.max(l - 1, 0); i < dir.length; i++) {
      if (dir[i][0] > lo && (!hi || dir[i][0] >= hi)) break;
      if (refs.length === most) { refs.cut = true; break; }
      refs.push([shardName(kind, dir[i][0]), dir[i][1]]);
    }
    return refs;
  }
  // rowsOf looks up a key, or the keys from lo up to hi, in at most most shards.
  async function rowsOf(kind, lo, hi, most = 1) {
    let dir = root.t[kind], cut = false;
    if (root.p && root.p[kind]) {
      const pages = between(kind, dir, lo, hi, most);
      cut = pages.cut;
      dir = (await Promise.all(pages.map(p => shard('r', p[0], p[1], p[1], directory)))).flat();
    }
    const refs = between(kind, dir, lo, hi, most);
    const all = await Promise.all(refs.map(p => shard(kind, p[0], p[1], p[1], text =>
      readRows(Uint8Array.from(atob(text), c => c.charCodeAt(0)), kind, N))));
    return {rows: all.flat().filter(r => r.key === lo || hi && r.key > lo && r.key < hi), cut: cut || refs.cut};
  }
  const ahead = (...args) => { rowsOf(...args).catch(() => 0); };

  function postings(l) {
    const list = [];
    readList(l.b, l.at, N, l.df, l.levels, (doc, level) => list.push([doc, level]));
    return list;
  }
  // numbered gives the row of a document in its file of cards or texts. versions are those of the stretches of numbers.
  function numbered(kind, doc, numbers, versions) {
    const at = Math.floor(doc / root.z) * 4, of = codes => codes.slice(at, at + 4);
    return shard(kind, kind + '-' + Math.floor(doc / numbers), of(versions), '', text => {
      if (!text.startsWith(of(root.o) + '\n')) throw 0;
      return JSON.parse(text.slice(5));
    }).then(rows => rows[doc % numbers]);
  }
  const card = doc => numbered('d', doc, 12, root.d).then(([title, url, date, section, kind, summary]) => ({title, url, date, section, kind, summary}));
  const text = doc => numbered('k', doc, 6, root.k);

  /* Queries: query.go. */
  function parse(query, most) {
    const parts = query.normalize('NFC').replace(/(^|[^0-9])([0-9]{1,2})\.([0-9]{3})([ \xa0]?[/\-\u2010-\u2014\u2212])/g, '$1$2$3$4')
      .replace(/[“”„]/g, '"').split('"');
    const q = {terms: [], excluded: [], phrases: 0, dropped: false};
    parts.forEach((part, i) => {
      const phrase = i % 2 && i < parts.length - 1 ? q.phrases : -1, words = tokens(part);
      words.forEach((w, j) => {
        const t = {form: w.form, key: w.key, accented: w.form !== w.key, brk: w.brk, phrase};
        if (phrase < 0 && /(^|[ \t])-$/.test(part.slice(0, w.start))) {
          q.excluded.push(t);
          if (words[j + 1]) words[j + 1].brk = true;
        } else if (q.terms.length === most) {
          q.dropped = true;
        } else {
          t.prefix = phrase < 0 && i === parts.length - 1 && w.end === part.length;
          q.terms.push(t);
        }
      });
      if (phrase >= 0 && words.length) q.phrases++;
    });
    return q;
  }
  const pairAt = (q, i) => i > 0 && i < q.terms.length && !q.terms[i].brk && q.terms[i].phrase === q.terms[i - 1].phrase;

  /* Scores: score.go, spans.go. A weighted list: {p: postings, df, factor, strict, literal}. */
  const idf = df => Math.round(256 * Math.log(1 + root.n / Math.max(df, 1)));
  function idfOf(lists, least) {
    let df = 0, all = 0;
    for (const l of lists) { if (l.factor >= least) df += l.df; all += l.df; }
    df = df || all || lists.reduce((sum, l) => sum + l.p.length, 0);
    return idf(df);
  }
  async function evaluate(q, onlyExact, allowed) {
    const w = root.w, n = q.terms.length, e = {q, terms: [], pairs: [], expanded: [], hits: []};
    const score = new Float64Array(N), cover = new Int32Array(N), strict = new Int32Array(N), near = new Int32Array(N), full = new Int32Array(N);
    const pairs = new Int32Array(N), phrased = new Int32Array(N), mixed = new Uint8Array(N), seen = new Uint8Array(N), docs = [];
    const value = new Int32Array(N), flags = new Uint8Array(N); // of the term at hand; flags: 1 seen, 2 strict, 4 full, 8 other accents
    function each(lists, weights, add) {
      const matched = [];
      for (const l of lists) {
        const f = 1 | (l.strict ? 2 : 0) | (l.factor >= 30 ? 4 : 0) | (l.literal && !l.strict ? 8 : 0);
        for (const [doc, level] of l.p) {
          if (!flags[doc]) matched.push(doc);
          flags[doc] |= f;
          value[doc] = Math.max(value[doc], l.factor * weights[level]);
        }
      }
      for (const doc of matched) {
        if (!seen[doc]) { seen[doc] = 1; docs.push(doc); }
        add(doc, value[doc], flags[doc]);
        value[doc] = flags[doc] = 0;
      }
    }
    q.terms.forEach((t, i) => {
      ahead('t', t.key);
      if (pairAt(q, i)) {
        const key = q.terms[i - 1].key + ' ' + t.key;
        ahead('b', key, t.prefix ? key + AFTER : '', w.e[0]);
      }
    });
    const alternatives = q.terms.map(() => []);
    let needed = 0;
    const beside = q.terms.map(() => []);
    for (let i = 1; i < n; i++) if (pairAt(q, i)) beside[i] = await pairLists(e, i, alternatives[i]);
    await numbers(q, alternatives, (p, x) => { for (const [doc, level] of p) score[doc] += w.d * w.u[level] * x; });
    await shorts(q, alternatives, beside);
    for (let i = 0; i < n; i++) {
      e.expanded[i] = alternatives[i].length > 0;
      e.cut = e.cut || q.terms[i].prefix && e.expanded[i];
      let lists = await termLists(e, i, onlyExact, e.expanded[i]);
      if (!onlyExact) lists = lists.concat(alternatives[i]);
      const x = idfOf(lists, w.x[0]), phrase = q.terms[i].phrase >= 0;
      each(lists, w.u, (doc, v, f) => {
        score[doc] += v * x;
        cover[doc] += f & 4 ? 100 : w.o;
        if (f & 4) full[doc] |= 1 << i;
        near[doc]++;
        if (f & 2) strict[doc]++;
        if (phrase && f & 8) mixed[doc] = 1;
      });
    }
    beside.forEach((lists, i) => {
      const phrase = q.terms[i].phrase >= 0 && !!e.pairs[i] && e.pairs[i].length > 0, x = idfOf(lists, 0);
      if (phrase) needed++;
      each(lists, w.p, (doc, v) => {
        score[doc] += (full[doc] >>> (i - 1) & 3) === 3 ? v * x : Math.floor(v * x * w.q / 100);
        pairs[doc]++;
        if (phrase) phrased[doc]++;
      });
    });
    const out = new Set();
    for (const t of q.excluded) for (const row of (await rowsOf('t', t.key)).rows) for (const l of row.lists) {
      if (!t.accented || l.form === t.form) for (const [doc] of postings(l)) out.add(doc);
    }
    let asTyped = 0, some = 0;
    for (const doc of docs) {
      const c = cover[doc];
      if (n > 2 && c < w.c * n || allowed && !allowed[doc] || out.has(doc) || onlyExact && strict[doc] < n ||
        q.phrases && (phrased[doc] !== needed || strict[doc] !== n)) continue;
      const hit = {doc, score: score[doc] * (c * c), cover: c, pairs: pairs[doc], mixed: mixed[doc], strict: strict[doc] === n, near: near[doc] === n};
      if (hit.strict) asTyped++;
      if (hit.near) some++;
      e.hits.push(hit);
    }
    e.near = !asTyped;
    e.total = asTyped || some;
    e.hits.sort((a, b) => b.score - a.score || b.doc - a.doc);
    return e;
  }
  async function pairLists(e, i, through) {
    const w = root.w, a = e.q.terms[i - 1], b = e.q.terms[i], key = a.key + ' ' + b.key, lists = [], counts = new Map();
    const {rows, cut} = await rowsOf('b', key, b.prefix ? key + AFTER : '', w.e[0]);
    e.cut = e.cut || cut;
    e.pairs[i] = rows;
    for (const row of rows) {
      if (row.key === key) lists.push({p: postings(row.lists[0]), df: row.lists[0].df, factor: 100, literal: true});
      else counts.set(row.key, (counts.get(row.key) || 0) + row.lists[0].df);
    }
    const x = lists.length ? 4 : 2, most = [...counts].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).slice(0, w.e[2]);
    for (const [expansion] of most) for (const row of rows) if (row.key === expansion) {
      const p = postings(row.lists[0]), df = row.lists[0].df;
      lists.push({p, df, factor: w.x[x]});
      through.push({p, df, factor: w.x[x + 1]});
    }
    for (const [l, r] of [[alike(a.key), b.key], [a.key, alike(b.key)]]) if (l && r) {
      for (const row of (await rowsOf('b', l + ' ' + r)).rows) lists.push({p: postings(row.lists[0]), df: 0, factor: w.y});
    }
    return lists;
  }
  async function termLists(e, i, onlyExact, expanded) {
    const w = root.w, t = e.q.terms[i], lists = [], more = [];
    const {rows, cut} = await rowsOf('t', t.key, t.prefix && !expanded && !onlyExact ? t.key + AFTER : '', w.e[0]);
    e.cut = e.cut || cut;
    e.terms[i] = rows.filter(row => row.key === t.key);
    for (const row of rows) for (const l of row.lists) {
      if (row.key !== t.key) more.push({l, df: l.df, factor: !t.accented || l.form.startsWith(t.form) ? w.x[0] : w.x[1]});
      else if (l.form === t.form || !onlyExact) {
        const a = l.form === t.form ? 0 : t.accented ? 2 : 1;
        lists.push({p: postings(l), df: l.df, factor: w.a[a], strict: a < 2, literal: true});
      }
    }
    more.sort((a, b) => b.factor - a.factor || b.df - a.df);
    if (more.length > w.e[1]) e.cut = true;
    for (const m of more.slice(0, w.e[1])) { m.p = postings(m.l); lists.push(m); }
    const other = !onlyExact && alike(t.key);
    if (other) for (const row of (await rowsOf('t', other)).rows) for (const l of row.lists) {
      if (!t.accented || l.form === alike(t.form)) lists.push({p: postings(l), df: 0, factor: w.y});
    }
    return lists;
  }
  const opensGroup = key => /^(19|20)..$/.test(key) || /^[a-z]./.test(key);
  async function numbers(q, alternatives, add) {
    for (let i = 0; i + 1 < q.terms.length; i++) {
      const first = q.terms[i].key.replace(/^0+/, '');
      if (!/^[0-9]/.test(q.terms[i].key) || !first || !opensGroup(q.terms[i + 1].key)) continue;
      const {rows} = await rowsOf('t', first + '-', first + '0', root.w.e[0]);
      for (let j = Math.min(q.terms.length, i + 6); j > i + 1; j--) {
        const spelt = [first, ...q.terms.slice(i + 1, j).map(t => t.key)].join(' ');
        const same = rows.filter(row => row.key.replace(/[-/]/g, ' ') === spelt);
        for (const row of same) {
          const p = postings(row.lists[0]);
          for (let at = i; at < j; at++) alternatives[at].push({p, df: 0, factor: root.w.a[0], strict: true});
          add(p, idf(row.lists[0].df));
        }
        if (same.length) { i = j - 1; break; }
      }
    }
  }
  const plain = t => t.form.replace(/đ/g, 'd') === t.key;
  function spells(q, i, keys, short) {
    const words = keys.split(' ');
    if (short && q.terms[i].key === words.join('') && plain(q.terms[i])) return 1;
    if (short && words.length === 1 || i + words.length > q.terms.length) return 0;
    return words.every((word, n) => q.terms[i + n].key === word && (!n || pairAt(q, i + n)) && (!short || plain(q.terms[i + n]))) ? words.length : 0;
  }
  async function shorts(q, alternatives, pairs) {
    for (const [short, ...longs] of root.a) for (let i = 0; i < q.terms.length; i++) {
      if (q.terms[i].phrase >= 0) continue;
      const factor = root.w.b[longs.length > 1 ? 1 : 0], spellings = [...new Set([short, short.replace(/ /g, '')])];
      const expand = async (n, all) => {
        const typed = q.terms.slice(i, i + n).map(t => t.key).join(' ');
        for (const keys of all) if (keys !== typed) await alternative(keys, factor, [...alternatives.slice(i, i + n), ...pairs.slice(i + 1, i + n)]);
      };
      let n = spells(q, i, short, true);
      if (n) await expand(n, [...spellings, ...longs]);
      for (const long of longs) if ((n = spells(q, i, long, false))) await expand(n, spellings);
    }
  }
  async function alternative(keys, factor, of) {
    const words = keys.split(' ');
    let p = [];
    if (words.length === 1) p = (await rowsOf('t', keys)).rows.flatMap(row => row.lists.flatMap(postings));
    else {
      const found = await Promise.all(words.slice(1).map((word, n) => rowsOf('b', words[n] + ' ' + word)));
      found.forEach(({rows}, n) => {
        const pair = rows.flatMap(row => postings(row.lists[0]));
        if (!n) p = pair;
        else {
          const levels = new Map(pair);
          p = p.filter(x => levels.has(x[0])).map(([doc, level]) => [doc, Math.min(level, levels.get(doc))]);
        }
      });
    }
    for (const list of of) list.push({p, df: 0, factor});
  }

  /* Corrections: correct.go. */
  function oneEdit(a, b) {
    let i = 0;
    if (a === b) return false;
    while (i < a.length && i < b.length && a[i] === b[i]) i++;
    const x = a.slice(i), y = b.slice(i), d = a.length - b.length;
    return d ? d === 1 ? x.slice(1) === y : d === -1 && x === y.slice(1)
      : x.slice(1) === y.slice(1) || x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
  }
  const bits = n => 32 - Math.clz32(n);
  async function correct(e, onlyExact, allowed) {
    const q = e.q, n = q.terms.length, top = e.hits[0];
    let all = 0;
    for (let i = 1; i < n; i++) if (pairAt(q, i)) all++;
    if (q.phrases || top && (top.near || top.cover >= 84 * n && e.hits.some(h => h.pairs >= all))) return e;
    const known = (await shard('s', 's-0', root.s, root.s, text => text.split(' '))).map(s => /^(\D*)(.*)/.exec(s));
    let best;
    for (let at = 0; at < n; at++) {
      const t = q.terms[at], left = pairAt(q, at) && !e.expanded[at - 1], right = pairAt(q, at + 1) && !e.expanded[at + 1];
      if (!/^[a-z]{2,}$/.test(t.key) || e.expanded[at] || (!left && !right ? e.terms[at].length : left && e.pairs[at].length || right && e.pairs[at + 1].length)) continue;
      const list = known.filter(k => oneEdit(k[1], t.key)).map(k => ({key: k[1], log: +k[2], at, first: k[1][0] === t.key[0] ? 1 : 0}));
      list.sort((a, b) => b.first - a.first || b.log - a.log);
      list.splice(12);
      await Promise.all(list.map(async c => {
        const ask = [];
        if (pairAt(q, at)) ask.push(q.terms[at - 1].key + ' ' + c.key);
        if (pairAt(q, at + 1)) ask.push(c.key + ' ' + q.terms[at + 1].key);
        c.support = ask.length ? 0 : c.log + 1;
        for (const key of ask) c.support += bits((await rowsOf('b', key)).rows.reduce((sum, row) => sum + row.lists[0].df, 0));
      }));
      for (const c of list) if (!best || c.support > best.support) best = c;
    }
    if (!best || !best.support) return e;
    const terms = q.terms.slice();
    terms[best.at] = {...terms[best.at], form: best.key, key: best.key, accented: false, prefix: false};
    const other = await evaluate({...q, terms}, onlyExact, allowed), b = other.hits[0];
    return b && (!top || b.pairs > top.pairs && b.cover >= top.cover) ? other : e;
  }
  function restored(e, cards) {
    const terms = e.q.terms, near = (i, token) => terms[i] && token && terms[i].key === token.key;
    return terms.map((t, i) => {
      if (t.accented) return t.form;
      const counts = {};
      let first = t.form, most = 0;
      const add = (form, n) => { if ((counts[form] = (counts[form] || 0) + n) > most) { first = form; most = counts[form]; } };
      for (const c of cards) tokens(c.title + '\n' + c.summary).forEach((token, j, all) => {
        if (token.key === t.key && (near(i - 1, all[j - 1]) || near(i + 1, all[j + 1]))) add(token.form, 1);
      });
      if (!most) for (const row of e.terms[i]) for (const l of row.lists) add(l.form, l.df);
      return first;
    }).join(' ');
  }

  /* Quoted phrases: phrase.go. */
  const matches = (t, token) => token.form === t.form || !t.accented && token.key === t.key;
  function phrasesIn(q, found) {
    for (let phrase = 0; phrase < q.phrases; phrase++) {
      const words = q.terms.filter(t => t.phrase === phrase);
      if (!found.some((_, i) => words.every((t, n) => found[i + n] && matches(t, found[i + n]) && (!n || !found[i + n].brk)))) return false;
    }
    return true;
  }
  async function verify(e, onlyExact, limit) {
    const q = e.q, words = Array(q.phrases).fill(0), hits = [];
    let sure = !onlyExact, looked = 0;
    q.terms.forEach((t, i) => { if (t.phrase >= 0 && (++words[t.phrase] > 2 || words[t.phrase] === 2 && !pairAt(q, i))) sure = false; });
    const doubtful = e.hits.filter(hit => !sure || hit.mixed).slice(0, limit);
    for (const hit of doubtful) text(hit.doc).catch(() => 0);
    for (const hit of e.hits) {
      if (!sure || hit.mixed) {
        if (looked++ === limit) return [hits, false];
        if (!phrasesIn(q, tokens((await text(hit.doc)).join('\n')))) continue;
      }
      hits.push(hit);
    }
    return [hits, true];
  }

  /* Filters and results: search.go. */
  async function filtered(o) {
    let allowed = null;
    const keep = docs => allowed = allowed ? docs.map((x, i) => x & allowed[i]) : docs;
    for (const [prefix, label] of [['s:', o.section], ['k:', o.kind], ['t:', o.tag]]) if (label) {
      const docs = new Uint8Array(N);
      for (const row of (await rowsOf('f', prefix + label)).rows) for (const [doc] of postings(row.lists[0])) docs[doc] = 1;
      keep(docs);
    }
    if (o.year) {
      const at = root.y.findIndex(y => y[0] === o.year);
      keep(new Uint8Array(N).fill(1, at < 0 ? N : root.y[at][1], at >= 0 && root.y[at + 1] ? root.y[at + 1][1] : N));
    }
    return allowed;
  }
  async function search(query, o) {
    o = o || {};
    await open();
    const q = parse(query, root.w.m[0]), n = q.terms.length;
    if (!n) return {total: 0, hits: [], near: false, corrected: '', q, docs: [], all: []};
    const allowed = await filtered(o), asked = await evaluate(q, o.exact, allowed), e = await correct(asked, o.exact, allowed);
    let hits = e.hits, total = e.total, certain = true;
    if (q.phrases) {
      [hits, certain] = await verify(e, o.exact, o.all ? hits.length : root.w.m[1]);
      total = hits.length;
    }
    if (!certain || q.dropped || e.near && e.cut) total = -1;
    const counted = hits.filter(h => h.strict || e.near && h.near);
    if (o.byDate) hits = counted.slice().sort((a, b) => b.doc - a.doc);
    const cards = await Promise.all(hits.slice(0, o.limit || 10).map(h => card(h.doc)));
    return {
      total, near: e.near, q: e.q, docs: counted.map(h => h.doc), all: hits.map(h => h.doc),
      corrected: e === asked ? '' : restored(e, cards.slice(0, 10)),
      hits: cards.map((c, i) => ({doc: hits[i].doc, score: hits[i].score / 256e8 / (n * n), card: c})),
    };
  }
  // facets counts the documents of a result by section, kind, tag and year: {section: [[label, count], …], …}, the most frequent first.
  async function facets(result) {
    const held = new Uint8Array(N), out = {section: [], kind: [], tag: [], year: []};
    for (const doc of result.docs) held[doc] = 1;
    for (const name of ['section', 'kind', 'tag']) {
      const counts = new Map(), lo = name[0] + ':';
      for (const row of (await rowsOf('f', lo, name[0] + ';', 99)).rows) {
        const c = postings(row.lists[0]).filter(p => held[p[0]]).length, label = row.key.slice(2);
        if (c) counts.set(label, (counts.get(label) || 0) + c);
      }
      out[name] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    }
    root.y.forEach(([year, from], i) => {
      const c = held.subarray(from, root.y[i + 1] ? root.y[i + 1][1] : N).reduce((sum, x) => sum + x, 0);
      if (c) out.year.unshift([year, c]);
    });
    return out;
  }
  // marks are the places of a result's words in a text.
  function marks(shown, result) {
    return tokens(shown).filter(token => result.q.terms.some(t => matches(t, token) || token.key === t.key ||
      t.prefix && token.key.startsWith(t.key))).map(token => [token.start, token.end]);
  }
  // excerpt is the stretch of a document's text that holds the most of a result's words.
  async function excerpt(doc, result) {
    const body = (await text(doc))[1], found = tokens(body), terms = result.q.terms;
    let best = 0, from = 0;
    const held = found.map(token => terms.findIndex(t => t.key === token.key));
    for (let i = 0; i < found.length; i++) {
      if (held[i] < 0) continue;
      const here = held.slice(i, i + 30), worth = 9 * new Set(here.filter(x => x >= 0)).size +
        here.filter((x, k) => x > 0 && here[k - 1] === x - 1).length + here.filter((x, k) => x >= 0 && matches(terms[x], found[i + k])).length;
      if (worth > best) { best = worth; from = i; }
    }
    if (!found.length) return '';
    const a = Math.max(0, from - 6), z = Math.min(found.length - 1, a + 36);
    return (a ? '… ' : '') + body.slice(found[a].start, found[z].end) + (z < found.length - 1 ? ' …' : '');
  }
  return {search, facets, excerpt, marks, open};
}
global.BantinSearchEngine = Engine;

/* In a page: files beside this script, ../search/…, one classic script each. */
if (global.document) {
  const here = document.currentScript.src.replace(/[^/]*$/, '../'), waiting = {}, tt = global.trustedTypes;
  const url = s => {
    if (!/^search\/([a-z]+\/[a-z0-9_-]+|root)\.js(\?v=[a-z0-9]+)?$/.test(s)) throw TypeError('no shard: ' + s);
    return here + s;
  };
  const policy = tt ? tt.createPolicy('bantin-search', {createScriptURL: url}) : {createScriptURL: url};
  global.bt = (kind, name, text) => { waiting[name === 'root' ? name : kind + '/' + name] = [kind, name, text]; };
  global.BantinSearch = Engine((path, version) => new Promise((done, fail) => {
    const script = document.createElement('script'), id = path.slice(7, -3);
    script.onload = () => {
      if (waiting[id]) done(waiting[id]); else fail(bad(path));
      delete waiting[id];
      script.remove();
    };
    script.onerror = () => { fail(bad(path)); script.remove(); };
    script.src = policy.createScriptURL(path + (version ? '?v=' + version : ''));
    document.head.append(script);
  }));
}
})(typeof window === 'undefined' ? globalThis : window);
