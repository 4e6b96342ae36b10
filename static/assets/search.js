/* The reader's search. It reads the index that package search/index of bantin writes; internal/search/index/doc.go is the
   manual of the format and of the ranking; this script is the only reader of an index. In short:

   search/root.js       counts, years, weights, abbreviations, and for each kind of shard the first keys and versions of its files
   search/t/ b/ f/      folded syllable → accented forms → documents; "a b" → documents; "s:section" "k:kind" "t:tag" → documents
   search/r/            pages of a directory that is too long for root.js
   search/d/ k/ s/      cards and texts, 8 numbers a file each; frequent syllables, for corrections

   Documents are numbered by time, oldest first, with gaps, so that a new one moves few others.

   A file is one call, bt("t","t-nghi","2abcdefg…"): kind, name, then format version, 7 characters of a checksum (FNV-1a of UTF-16 units,
   5 bits each) and the payload. The name is made of the file's first key. Payloads of t, b, f are base64 of rows:
     key     byte: 4 bits ASCII prefix shared with the key before, 4 bits length of the rest (15: a varint follows), the rest in UTF-8
     t only  number of forms (varint); each form is coded as a key beside the row's key
     list    number of documents (varint), then bits, lowest first: Rice-coded gap, unary impact 0–5; up to a whole byte
   Classic scripts alone load from file:// in every browser: no fetch, no module, no eval. A file that is missing, damaged or of another
   version of the site rejects the promise with an error that has a path; there is never a wrong list. Without a file of pairs the hits are
   certain and their order is not: missing names it.

   BantinSearch.search("nghị quyết", {exact, byDate, section, kind, tag, year, limit, all}) → promise of {total (-1: not certain), near (none holds
   the words as typed), corrected (answered instead) or suggested, missing, found (with partial hits), docs, hits: [{doc, score, card}]}
   BantinSearch.facets(result), BantinSearch.excerpt(doc, result) → promises; BantinSearch.marks(text, result) → [[start, end], …] */
(function (global) {
'use strict';
const FORMAT = '2', LETTERS = 'abcdefghijklmnopqrstuvwxyz234567', LEVELS = 6, AFTER = '\uffff';
const WORD = /[\p{L}\p{M}\p{Nd}](?:[\p{L}\p{M}\p{Nd}\u00ad\u200b-\u200d\u2060\ufeff]|['’‘`](?=\p{L}))*/gu;
const BREAK = /[.;:!?()"“”…\n]/;

/* Words, as internal/search/index/token.go and internal/viet read them. */
const fold = s => s.normalize('NFD').replace(/\p{Mn}/gu, '').replace(/[đðɖ]/g, 'd').replace(/ƣ/g, 'u');
function exact(word) {
  word = word.replace(/['’‘ʼ`\u00ad\u200b-\u200d\u2060\ufeff]/g, '');
  if (/[\u1d00-\u1dff\u1f00-\uffff]/.test(word)) word = word.normalize('NFKC'); // bold fonts, ligatures, full width
  word = word.replace(/İ/g, 'i').toLowerCase().replace(/[ðɖ]/g, 'đ').replace(/ƣ/g, 'ư').normalize('NFD')
    .replace(/(q?)(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/gu,
      (all, q, a, b, tone) => q && a === 'u' ? all : q + a + tone + b).normalize('NFC');
  const letters = [...word];
  return letters.length > 32 ? letters.slice(0, 32).join('').normalize('NFC') : word;
}
const seen = new Map(); // written words → [form, key]: most words of an archive are the same few thousand
function tokens(text) {
  const found = [];
  let end = 0, first = true;
  if (seen.size > 1e5) seen.clear();
  // Beyond U+FFFF only what stands for one plain letter counts; a joiner behind it, which no key has, keeps the places.
  const plain = text.replace(/[\u{10000}-\u{10ffff}]/gu, c => {
    const k = c.normalize('NFKC');
    return k.length === 1 && /[\p{L}\p{M}\p{Nd}]/u.test(k) ? k + '\u2060' : '  ';
  }).replace(/[\ud800-\udfff]/g, ' ');
  for (const m of plain.matchAll(WORD)) {
    let word = seen.get(m[0]);
    if (!word) {
      const form = exact(m[0]);
      seen.set(m[0], word = [form, fold(form)]);
    }
    const [form, key] = word;
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

/* Shards, as internal/search/format writes them. */
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
// word gives at least 25 bits from a bit on; ones counts how many of them are set, up to most.
const word = (b, bit) => (b[bit >> 3] | b[(bit >> 3) + 1] << 8 | b[(bit >> 3) + 2] << 16 | b[(bit >> 3) + 3] << 24) >>> (bit & 7);
function ones(b, bit, most) {
  let n = 0, run;
  do {
    run = ~word(b, bit + n) | 1 << 24;
    run = 31 - Math.clz32(run & -run);
    n += run;
  } while (run > 23 && n < most);
  return Math.min(n, most);
}
// readList reads a list of df of n numbers: d its documents, v their impacts, unless it is only passed over.
function readList(b, at, df, n, levels, keep) {
  if (df < 1 || df > n) throw 0;
  const mean = Math.floor(n * 11 / (16 * df)), k = mean < 2 ? 0 : 31 - Math.clz32(mean), low = (1 << k) - 1, top = levels - 1, end = b.length * 8 - 32;
  const d = new Int32Array(keep ? df : 0), v = new Uint8Array(keep ? df : 0);
  let bit = at * 8, doc = -1;
  for (let i = 0; i < df; i++) {
    const gap = ones(b, bit, n);
    bit += gap < n ? gap + 1 : n;
    doc += gap * (low + 1) + 1 + (word(b, bit) & low);
    bit += k;
    const level = ones(b, bit, top);
    bit += level < top ? level + 1 : top;
    if (bit > end || doc >= n) throw 0;
    if (keep) { d[i] = doc; v[i] = level; }
  }
  return {d, v, df, end: bit + 7 >> 3};
}
// bytesOf gives the bytes of a payload, and four more so that the reader of bits need not look where they end.
function bytesOf(payload) {
  const text = atob(payload), b = new Uint8Array(text.length + 4);
  for (let i = text.length; i--;) b[i] = text.charCodeAt(i);
  return b;
}
// readRows gives the rows of a shard with the key lo, or with keys from lo up to hi.
function readRows(b, kind, n, lo, hi) {
  const rows = [], utf8 = new TextDecoder(), length = b.length - 4;
  let at = 0, key = '';
  const varint = () => { let v = 0, f = 1, c; do { c = b[at++]; v += (c & 127) * f; f *= 128; } while (c > 127); return v; };
  const front = before => {
    const c = b[at++], rest = (c & 15) === 15 ? varint() : c & 15;
    if (c >> 4 > before.length || at + rest > length) throw 0;
    return before.slice(0, c >> 4) + utf8.decode(b.subarray(at, at += rest));
  };
  while (at < length) {
    key = front(key);
    if (hi ? key >= hi : key > lo) break;
    const lists = [];
    for (let forms = kind === 't' ? varint() : 1; forms--;) {
      const form = kind === 't' ? front(key) : key, df = varint(), list = readList(b, at, df, n, kind === 'f' ? 1 : LEVELS, key >= lo);
      at = list.end;
      lists.push({...list, form});
    }
    if (key >= lo) rows.push({key, lists});
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
  let root, N, room, lost; // numbers of documents are below N; what evaluate uses; a file of pairs that could not be read
  let size = 0; // bytes in the cache, about

  // remember keeps promises that hold.
  function remember(key, make) {
    if (size > 4e7) { cache.clear(); size = 0; }
    if (!cache.has(key)) {
      cache.set(key, make());
      cache.get(key).catch(() => cache.delete(key));
    }
    return cache.get(key);
  }
  const pathOf = (kind, name) => 'search/' + (name === 'root' ? '' : kind + '/') + name + '.js';

  // shard gives what parse makes of a payload. check is what the directory knows of its checksum.
  const shard = (kind, name, version, check, parse) => remember(pathOf(kind, name), async () => {
    const path = pathOf(kind, name), [k, n, text] = await load(path, version);
    try {
      const payload = text.slice(8);
      if (k !== kind || n !== name || !text.startsWith(FORMAT + check) || checksum(kind, name, payload) !== text.slice(1, 8)) throw 0;
      size += payload.length;
      return parse(payload);
    } catch (e) {
      throw bad(path);
    }
  });
  const open = () => shard('r', 'root', '', '', text => {
    const r = JSON.parse(text);
    for (const kind in r.t) r.t[kind] = directory(r.t[kind]);
    N = r.u;
    const numbers = () => new Int32Array(N);
    room = {score: new Float64Array(N), tally: numbers(), full: numbers(), quoted: numbers(), best: numbers(), touched: numbers()};
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
  // rowsOf looks up a key, or the keys from lo up to hi, in at most most shards. Without a pair, documents that hold both words are still certain.
  const rowsOf = (kind, lo, hi, most) => remember([kind, lo, hi].join(), () => lookUp(kind, lo, hi, most || 1)).catch(e => {
    if (kind !== 'b' || !e.path) throw e;
    lost = e.path;
    return {rows: [], cut: true};
  });
  async function lookUp(kind, lo, hi, most) {
    const read = async (dir, each) => {
      const refs = between(kind, dir, lo, hi, most);
      return [(await Promise.all(refs.map(([name, check]) => each(name, check)))).flat(), refs.cut];
    };
    const [dir, cut] = root.p && root.p[kind] ? await read(root.t[kind], (name, check) => shard('r', name, check, check, directory)) : [root.t[kind]];
    const [rows, more] = await read(dir, async (name, check) => {
      const b = await shard(kind, name, check, check, bytesOf);
      try {
        return readRows(b, kind, N, lo, hi);
      } catch (e) {
        throw bad(pathOf(kind, name));
      }
    });
    for (const row of rows) for (const l of row.lists) size += 5 * l.df;
    return {rows, cut: cut || more};
  }
  const ahead = (...args) => { rowsOf(...args).catch(() => 0); };
  const listsOf = async (...args) => (await rowsOf(...args)).rows.flatMap(row => row.lists);

  // numbered gives the row of a document in its file of cards or texts. versions are those of the stretches of numbers.
  function numbered(kind, doc, numbers, versions) {
    const at = Math.floor(doc / root.z) * 4, of = codes => codes.slice(at, at + 4);
    return shard(kind, kind + '-' + Math.floor(doc / numbers), of(versions), '', text => {
      if (!text.startsWith(of(root.o) + '\n')) throw 0;
      return JSON.parse(text.slice(5));
    }).then(rows => rows[doc % numbers]);
  }
  const card = doc => numbered('d', doc, 8, root.d).then(([title, url, date, section, kind, summary]) => ({title, url, date, section, kind, summary}));
  const text = doc => numbered('k', doc, 8, root.k);

  /* Queries. */
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

  /* Scores. A weighted list is a list with what it counts for: {d, v, df, f: factor in percent, g: flags}. */
  const STRICT = 2, FULL = 4, OTHER = 8; // the documents hold what was typed; more than other accents of it; the word in other accents
  const weigh = (l, f, g = 0, df = 0) => ({d: l.d, v: l.v, df, f, g: g | (f < 30 ? 1 : 1 | FULL)});
  const idf = df => Math.round(256 * Math.log(1 + root.n / Math.max(df, 1)));
  function idfOf(lists, least) {
    const sum = (of, from) => lists.reduce((n, l) => n + (l.f < from ? 0 : of(l)), 0);
    return idf(sum(l => l.df, least) || sum(l => l.df, 0) || sum(l => l.d.length, 0));
  }

  // What documents gather, by number. score; tally: hundredths of a term, and from bit 12, 18, 24 on terms in some way, terms as typed, pairs;
  // full: bit i for term i; quoted: pairs, and 256 for a word in other accents. best: of the term at hand, worth and four flags.
  // gather notes the best of the lists for every document, and gives how many documents are in touched.
  function gather(lists, weights) {
    return lists.reduce((n, l) => more(l.d, l.v, l.g, weights.map(w => w * l.f << 4), n), 0);
  }
  function more(d, v, flags, worth, n) {
    const {best, touched} = room;
    for (let i = 0; i < d.length; i++) {
      const doc = d[i], now = worth[v[i]], had = best[doc];
      if (!had) touched[n++] = doc;
      best[doc] = had > now ? had | flags : now | had & 15 | flags;
    }
    return n;
  }

  // evaluate loads the lists of a query, and then scores without a pause.
  async function evaluate(q, o, allowed) {
    const {terms} = q, through = terms.map(() => []), bonus = [];
    const e = {q, terms: [], pairs: [], expanded: []};
    for (const t of terms) ahead('t', t.key);
    const beside = await Promise.all(terms.map((t, i) => pairAt(q, i) ? pairLists(e, i, through[i]) : []));
    await numbers(q, through, bonus);
    await shorts(q, through, beside);
    const lists = await Promise.all(terms.map((t, i) => termLists(e, i, o.exact, through[i])));
    const {score, tally, full, quoted} = room, docs = [];
    for (const a of [score, tally, full, quoted]) a.fill(0);
    for (const [l, worth] of bonus) l.d.forEach((doc, i) => { score[doc] += worth(l.v[i]); });
    lists.forEach((list, i) => addTerm(gather(list, root.w.u), i, idfOf(list, root.w.x[0]), terms[i].phrase < 0 ? 0 : OTHER, docs));
    let needed = 0;
    beside.forEach((list, i) => {
      const phrase = terms[i].phrase >= 0 && e.pairs[i] && e.pairs[i].length ? 1 : 0;
      needed += phrase;
      addPair(gather(list, root.w.p), i, idfOf(list, 0), phrase);
    });
    return Object.assign(e, rank(docs, q, o, allowed, needed));
  }
  function addTerm(count, i, idf, other, docs) {
    const {score, tally, full, quoted, best, touched} = room, part = root.w.o;
    for (let k = 0; k < count; k++) {
      const doc = touched[k], found = best[doc];
      best[doc] = 0;
      if (!tally[doc]) docs.push(doc);
      score[doc] += (found >> 4) * idf;
      tally[doc] += 4096 + (found & FULL ? 100 : part) + (found & STRICT ? 1 << 18 : 0);
      if (found & FULL) full[doc] |= 1 << i;
      if (found & other) quoted[doc] |= 256;
    }
  }
  function addPair(count, i, idf, phrase) {
    const {score, tally, full, quoted, best, touched} = room, part = root.w.q;
    for (let k = 0; k < count; k++) {
      const doc = touched[k], worth = (best[doc] >> 4) * idf;
      best[doc] = 0;
      score[doc] += (full[doc] >>> i - 1 & 3) === 3 ? worth : Math.floor(worth * part / 100);
      tally[doc] += 1 << 24;
      quoted[doc] += phrase;
    }
  }
  // rank gives the documents that count, and the first of them in order.
  function rank(docs, q, o, allowed, needed) {
    const {score, tally, quoted} = room, n = q.terms.length, least = n > 2 ? root.w.c * n : 0, hits = [], strict = [], near = [];
    const phrased = q.phrases > 0, typedOnly = phrased || o.exact;
    let pairs = 0;
    for (const doc of docs) {
      const t = tally[doc], cover = t & 4095, typed = (t >> 18 & 63) === n;
      if (!allowed[doc] || cover < least || typedOnly && !typed || phrased && (quoted[doc] & 255) !== needed) continue;
      score[doc] *= cover * cover;
      hits.push(doc);
      if (typed) strict.push(doc);
      if ((t >> 12 & 63) === n) near.push(doc);
      if (t >> 24 > pairs) pairs = t >> 24;
    }
    const hit = doc => ({doc, score: score[doc], cover: tally[doc] & 4095, pairs: tally[doc] >> 24, near: (tally[doc] >> 12 & 63) === n, mixed: quoted[doc] > 255});
    const better = (a, b) => score[b] - score[a] || b - a, most = phrased ? hits.length : o.limit;
    let top = [], last = 0; // no more than a few are sorted at a time
    for (const doc of hits) if (score[doc] >= last && top.push(doc) > 2 * most + 99) {
      top = top.sort(better).slice(0, most);
      last = score[top[most - 1]];
    }
    const found = strict.length ? strict : near;
    return {
      hits: top.sort(better).slice(0, most).map(hit), newest: o.byDate && found.slice().sort((a, b) => b - a).slice(0, o.limit).map(hit),
      docs: found, near: !strict.length, found: hits.length, most: pairs,
    };
  }
  async function pairLists(e, i, through) {
    const w = root.w, a = e.q.terms[i - 1], b = e.q.terms[i], key = a.key + ' ' + b.key;
    const {rows, cut} = await rowsOf('b', key, b.prefix ? key + AFTER : '', w.e[0]), lists = [];
    e.cut = e.cut || cut;
    e.pairs[i] = rows;
    const typed = rows.find(row => row.key === key), x = typed ? 4 : 2;
    if (typed) lists.push(weigh(typed.lists[0], 100, 0, typed.lists[0].df));
    for (const {lists: [l]} of rows.filter(row => row !== typed).sort((a, b) => b.lists[0].df - a.lists[0].df).slice(0, w.e[2])) {
      lists.push(weigh(l, w.x[x], 0, l.df));
      through.push(weigh(l, w.x[x + 1], 0, l.df));
    }
    for (const [l, r] of [[alike(a.key), b.key], [a.key, alike(b.key)]]) if (l && r) {
      for (const list of await listsOf('b', l + ' ' + r)) lists.push(weigh(list, w.y));
    }
    return lists;
  }
  async function termLists(e, i, onlyExact, through) {
    const w = root.w, t = e.q.terms[i], lists = [], more = [], expanded = e.expanded[i] = through.length > 0;
    const {rows, cut} = await rowsOf('t', t.key, t.prefix && !expanded && !onlyExact ? t.key + AFTER : '', w.e[0]);
    e.terms[i] = rows.filter(row => row.key === t.key);
    for (const row of rows) for (const l of row.lists) {
      if (row.key !== t.key) more.push(weigh(l, w.x[!t.accented || l.form.startsWith(t.form) ? 0 : 1], 0, l.df));
      else if (l.form === t.form) lists.push(weigh(l, w.a[0], STRICT, l.df));
      else if (!onlyExact) lists.push(t.accented ? weigh(l, w.a[2], OTHER, l.df) : weigh(l, w.a[1], STRICT, l.df));
    }
    e.cut = e.cut || cut || t.prefix && expanded || more.length > w.e[1];
    lists.push(...more.sort((a, b) => b.f - a.f || b.df - a.df).slice(0, w.e[1]));
    if (onlyExact) return lists;
    const other = alike(t.key);
    if (other) for (const l of await listsOf('t', other)) if (!t.accented || l.form === alike(t.form)) lists.push(weigh(l, w.y));
    return lists.concat(through);
  }
  async function numbers(q, through, bonus) {
    const {terms} = q, w = root.w;
    for (let i = 0; i + 1 < terms.length; i++) {
      const first = terms[i].key.replace(/^0+/, '');
      if (!/^\d/.test(terms[i].key) || !first || !/^((19|20)..$|[a-z].)/.test(terms[i + 1].key)) continue;
      const {rows} = await rowsOf('t', first + '-', first + '0', w.e[0]);
      for (let j = Math.min(terms.length, i + 6); j > i + 1; j--) {
        const spelt = [first, ...terms.slice(i + 1, j).map(t => t.key)].join(' '), same = rows.filter(row => row.key.replace(/[-/]/g, ' ') === spelt);
        for (const {key, lists} of same) for (const l of lists) {
          const x = idf(lists[0].df), own = l.form !== key;
          bonus.push([l, v => x * (own ? w.d[1] : w.d[0] * w.u[v])]);
          if (!own) for (const list of through.slice(i, j)) list.push(weigh(l, w.a[0], STRICT));
        }
        if (same.length) { i = j - 1; break; }
      }
    }
  }
  const plain = t => t.form.replace(/đ/g, 'd') === t.key;
  function spells(q, i, keys, short) {
    const words = keys.split(' '), {terms} = q;
    if (short && terms[i].key === words.join('') && plain(terms[i])) return 1;
    if (short && !words[1] || i + words.length > terms.length) return 0;
    return words.every((word, n) => terms[i + n].key === word && (!n || pairAt(q, i + n)) && (!short || plain(terms[i + n]))) ? words.length : 0;
  }
  async function shorts(q, through, beside) {
    const asked = q.terms.map(t => t.key).join(' ');
    for (const [short, ...longs] of root.a) for (let i = 0; i < q.terms.length; i++) {
      const spellings = [short, short.replace(/ /g, '')];
      if (q.terms[i].phrase >= 0 || ![...spellings, ...longs].some(keys => asked.includes(keys))) continue;
      const expand = async (n, all) => {
        const typed = q.terms.slice(i, i + n).map(t => t.key).join(' ');
        for (const keys of new Set(all)) if (n && keys !== typed) for (const l of await together(keys.split(' '))) if (l.d.length) {
          for (const list of [...through.slice(i, i + n), ...beside.slice(i + 1, i + n)]) list.push(weigh(l, root.w.b[longs[1] ? 1 : 0]));
        }
      };
      await expand(spells(q, i, short, true), [...spellings, ...longs]);
      for (const long of longs) await expand(spells(q, i, long), spellings);
    }
  }
  // together gives the lists of a word, or the one of the documents that hold words side by side.
  async function together(words) {
    if (!words[1]) return listsOf('t', words[0]);
    const found = await Promise.all(words.slice(1).map((word, n) => listsOf('b', words[n] + ' ' + word)));
    return [found.map(lists => lists[0] || {d: new Int32Array(), v: new Uint8Array()}).reduce((a, b) => {
      const d = [], v = [];
      for (let i = 0, j = 0; i < a.d.length; i++) {
        while (b.d[j] < a.d[i]) j++;
        if (b.d[j] === a.d[i]) { d.push(a.d[i]); v.push(Math.min(a.v[i], b.v[j])); }
      }
      return {d: Int32Array.from(d), v: Uint8Array.from(v)};
    })];
  }

  /* Corrections. */
  function oneEdit(a, b) {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const x = a.slice(i), y = b.slice(i), cut = s => s.slice(1);
    return a !== b && (cut(x) === y || x === cut(y) || cut(x) === cut(y) || x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  }
  async function correct(e, o, allowed) {
    const q = e.q, {terms} = q, n = terms.length, top = e.hits[0], pairs = terms.filter((_, i) => pairAt(q, i)).length;
    if (q.phrases || lost || top && e.most === pairs && (top.near || top.cover >= 84 * n)) return;
    const accented = terms.some(t => t.accented);
    let suspects = terms.map((_, i) => i).filter(i => {
      const t = terms[i], beside = [i, i + 1].filter(j => pairAt(q, j));
      return /^[a-z]{2,}$/.test(t.key) && !e.expanded[i] && !(accented && e.terms[i].some(row => row.lists.some(l => l.form === t.form))) &&
        beside.every(j => !e.pairs[j].length) && (!e.terms[i].length || beside.some(j => !e.expanded[j - 1] && !e.expanded[j]));
    });
    const unknown = suspects.filter(i => !e.terms[i].length);
    if (unknown.length) suspects = unknown;
    if (!suspects.length) return;
    const known = (await shard('s', 's-0', root.s, root.s, text => text.split(' '))).map(s => /^(\D*)(.*)/.exec(s));
    let best = {support: 0};
    for (const at of suspects) {
      const key = terms[at].key, first = k => k[1][0] === key[0] ? 1 : 0;
      const list = known.filter(k => oneEdit(k[1], key)).sort((a, b) => first(b) - first(a) || b[2] - a[2]).slice(0, top && top.near ? 4 : 12);
      for (const c of await Promise.all(list.map(async k => {
        const fixed = i => i === at ? k[1] : terms[i].key, ask = [at, at + 1].filter(i => pairAt(q, i));
        const found = await Promise.all(ask.map(i => listsOf('b', fixed(i - 1) + ' ' + fixed(i))));
        return {at, key: k[1], support: ask.length ? found.reduce((sum, lists) => sum + (lists[0] ? 32 - Math.clz32(lists[0].df) : 0), 0) : +k[2] + 1};
      }))) if (c.support > best.support) best = c;
    }
    if (!best.support) return;
    const other = await evaluate({...q, terms: terms.map((t, i) => i === best.at ?
      {...t, form: best.key, key: best.key, accented: false, prefix: false} : t)}, o, allowed), b = other.hits[0];
    return b && (!top || b.pairs > top.pairs && b.cover >= top.cover) ? other : undefined;
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

  /* Quoted phrases. */
  const matches = (t, token) => token.form === t.form || !t.accented && token.key === t.key;
  const phrasesOf = q => Array.from({length: q.phrases}, (_, phrase) => q.terms.filter(t => t.phrase === phrase));
  // verify keeps the hits that hold every phrase; where limit texts have been read, the rest is left out.
  async function verify(e, onlyExact, limit) {
    const q = e.q, phrases = phrasesOf(q), hits = [];
    const sure = !onlyExact && !lost && phrases.every(words => words.length < 3 && (!words[1] || pairAt(q, q.terms.indexOf(words[1]))));
    const doubtful = e.hits.filter(hit => !sure || hit.mixed), read = new Set(doubtful.slice(0, limit));
    for (const hit of read) text(hit.doc).catch(() => 0);
    for (const hit of e.hits) {
      if (read.has(hit)) {
        const found = tokens((await text(hit.doc)).join('\n'));
        if (!phrases.every(words => found.some((_, i) => words.every((t, n) => found[i + n] && matches(t, found[i + n]) && (!n || !found[i + n].brk))))) continue;
      } else if (!sure || hit.mixed) return [hits, false];
      hits.push(hit);
    }
    return [hits, true];
  }

  /* Filters and results. */
  async function filtered(q, o) {
    const allowed = new Uint8Array(N).fill(1), mark = new Uint8Array(N);
    const only = lists => {
      mark.fill(0);
      for (const l of lists) for (const doc of l.d) mark[doc] = 1;
      for (let doc = 0; doc < N; doc++) allowed[doc] &= mark[doc];
    };
    for (const [prefix, label] of [['s:', o.section], ['k:', o.kind], ['t:', o.tag]]) if (label) only(await listsOf('f', prefix + label));
    if (o.year) {
      const at = root.y.findIndex(y => y[0] === o.year), [from, to] = at < 0 ? [0, 0] : [root.y[at][1], (root.y[at + 1] || [0, N])[1]];
      only([{d: Array.from({length: to - from}, (_, i) => from + i)}]);
    }
    for (const t of q.excluded) for (const l of await listsOf('t', t.key)) if (!t.accented || l.form === t.form) for (const doc of l.d) allowed[doc] = 0;
    return allowed;
  }
  async function search(query, options) {
    const o = {...options};
    o.limit = o.limit || 10;
    await open();
    lost = '';
    const q = parse(query, root.w.m[0]), n = q.terms.length;
    if (!n) return {total: 0, hits: [], docs: [], found: 0, q};
    const allowed = await filtered(q, o), asked = await evaluate(q, o, allowed), other = await correct(asked, o, allowed);
    const show = hits => Promise.all(hits.slice(0, o.limit).map(async h => ({doc: h.doc, score: h.score / 256e8 / (n * n), card: await card(h.doc)})));
    let e = asked, certain = true;
    if (other && !(e.hits[0] && e.hits[0].near)) {
      // A correction can be wrong: each document where it scores more.
      const all = new Map(e.hits.map(h => [h.doc, h]));
      e = other;
      for (const h of e.hits) if (!all.has(h.doc) || all.get(h.doc).score < h.score) all.set(h.doc, h);
      e.hits = [...all.values()].sort((a, b) => b.score - a.score || b.doc - a.doc);
      e.found = Math.max(e.found, asked.found);
    }
    let {hits, docs, newest} = e;
    if (q.phrases) {
      [hits, certain] = await verify(e, o.exact, o.all ? hits.length : root.w.m[1]);
      newest = hits.slice().sort((a, b) => b.doc - a.doc);
      docs = hits.map(h => h.doc);
    }
    const shown = await show(o.byDate ? newest : hits), result = {
      q: e.q, near: e.near, hits: shown, docs, found: o.byDate || q.phrases ? docs.length : e.found, missing: lost,
      total: !certain || q.dropped || e.near && e.cut ? -1 : docs.length,
    };
    if (other) result[e === other ? 'corrected' : 'suggested'] = restored(other, (e === other ? shown : await show(other.hits.slice(0, 3))).slice(0, 10).map(h => h.card));
    return result;
  }
  // facets counts the documents of a result by section, kind, tag and year: {section: [[label, count], …], …}, the most frequent first.
  async function facets(result) {
    const held = new Uint8Array(N), out = {};
    for (const doc of result.docs) held[doc] = 1;
    const count = list => list.reduce((sum, doc) => sum + held[doc], 0);
    for (const name of ['section', 'kind', 'tag']) {
      out[name] = (await rowsOf('f', name[0] + ':', name[0] + ';', 99)).rows.map(row => [row.key.slice(2), count(row.lists[0].d)]).filter(c => c[1])
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    }
    out.year = root.y.map(([year, from], i) => [year, held.subarray(from, (root.y[i + 1] || [0, N])[1]).reduce((sum, x) => sum + x, 0)]).filter(c => c[1]).reverse();
    return out;
  }
  // marks are the places of a result's words in a text: as typed, or in any accents where no document holds them as typed.
  function marks(shown, {q, near}) {
    const begins = (t, token) => t.accented ? token.form.startsWith(t.form) : token.key.startsWith(t.key);
    return tokens(shown).filter(token => q.terms.some(t => matches(t, token) || near && token.key === t.key || t.prefix && begins(t, token)))
      .map(token => [token.start, token.end]);
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
