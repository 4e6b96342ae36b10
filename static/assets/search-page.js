// The page of the search: what the reader asks, and what BantinSearch (search.js) finds. The form is the state, and its fields are the
// address (?q=…&year=2018), so that bookmarks, the back button and print work. Words of readers and articles only ever become text nodes.
(function () {
  "use strict";

  const find = (selector) => document.querySelector(".search" + selector);
  const form = find("-form"), voice = find("-voice"), guess = find("-guess"), count = find("-count"), warning = find("-warning");
  const hits = find("-hits"), more = find("-more"), help = find("-help"), filters = find("-filters"), tips = find("-tips");
  const fields = form.elements;
  const PAGE = 10, FACETS = ["section", "year", "kind", "tag"], MOST_CHOICES = 100;
  const kinds = new Map(Array.from(fields.kind.options, (o) => [o.value, o.text]));
  const label = (value) => kinds.get(value) || value;
  const formTitle = document.title;
  const number = (n) => n.toLocaleString("vi-VN");
  let limit = PAGE, whole = false, turn = 0, timer, typing, seen, last;

  function add(parent, tag, className, text) {
    const element = parent.appendChild(document.createElement(tag));
    element.className = className;
    element.textContent = text;
    return element;
  }

  function setText(element, text) {
    element.textContent = text;
    element.hidden = !text;
  }

  // setMarked shows a text with the words of a result marked.
  function setMarked(element, text, result) {
    let at = 0;
    element.textContent = "";
    for (const [start, end] of BantinSearch.marks(text, result)) {
      element.append(text.slice(at, start));
      add(element, "mark", "", text.slice(start, end));
      at = end;
    }
    element.append(text.slice(at));
  }

  // The address. A new answer replaces it: one step back leaves the page.
  function address(changes) {
    const list = [...new FormData(form)].map(([name, value]) => [name, changes?.[name] ?? value]).filter(([, value]) => value);
    return list.length ? "?" + new URLSearchParams(list) : location.pathname;
  }

  function recall() {
    const asked = new URLSearchParams(location.search);
    limit = history.state?.limit || PAGE;
    for (const field of fields) {
      const value = asked.get(field.name) || "";
      if (field.type === "checkbox") field.checked = value;
      else if (FACETS.includes(field.name)) choices(field, value ? [[value]] : [], value);
      else if (field.name) field.value = value;
    }
    if (fields.sort.selectedIndex < 0) fields.sort.value = "";
    filters.open = FACETS.some((name) => fields[name].value);
    ask();
  }

  function asked() {
    const a = Object.fromEntries(new FormData(form));
    return { ...a, q: a.q.trim(), byDate: a.sort === "date", year: a.year && (Number(a.year) || -1), limit, all: whole };
  }

  // ask answers what the form says; wait is how long typing must rest before what takes more loading, and before it is announced.
  async function ask(wait = 0) {
    const now = ++turn, a = asked();
    clearTimeout(timer);
    history.replaceState({ limit }, "", address());
    document.title = a.q ? a.q + " – " + formTitle : formTitle;
    let result = { hits: [], total: 0 }, missing;
    try {
      if (a.q) result = await search(a);
      missing = result.missing;
    } catch (error) {
      missing = error.path || "assets/search.js";
    }
    if (now !== turn) return;
    show(result, a, missing);
    timer = setTimeout(() => settle(result, a), wait);
  }

  // search gives, where the card of a hit cannot be read, the hits before that one: they are certain.
  async function search(a) {
    try {
      return await BantinSearch.search(a.q, a);
    } catch (error) {
      if (!/^search\/d/.test(error.path) || a.limit < 2) throw error;
      return { ...await search({ ...a, limit: a.limit - 1 }), missing: error.path };
    }
  }

  function show(result, a, missing) {
    const shown = result.hits.length;
    seen?.disconnect();
    hits.replaceChildren(...result.hits.map((hit) => item(hit, result)));
    setText(count, a.q && words(result, a, missing));
    warn(missing, shown);
    const meant = result.corrected || result.suggested;
    guess.hidden = !meant;
    const link = guess.children[0];
    link.textContent = meant;
    link.href = address({ q: meant });
    help.hidden = shown > 0;
    filters.hidden = !a.q;
    // Quoted phrases are looked for in the first texts; in all that may hold them once the reader has seen those.
    const unread = result.total < 0 && result.q.phrases > 0 && !whole;
    more.hidden = !(unread || result.found > shown);
    more.unread = unread && result.found <= shown + PAGE;
  }

  // words says how many there are. A number that is not certain is not said.
  function words(result, a, missing) {
    const among = FACETS.filter((name) => a[name]).map((name) => label(fields[name].value));
    const q = result.corrected || a.q, asked = [/["“”]/.test(q) ? q : `“${q}”`, ...among].join(" · ");
    if (missing && !result.hits.length) return `Chưa tìm được ${asked}.`;
    if (!result.hits.length && result.total < 0) return `Chưa thấy ${asked} trong những bài đầu. Bấm “Xem thêm” để tìm trong mọi bài.`;
    if (!result.hits.length) {
      return `Không có bài nào chứa ${asked}. Hãy thử bớt từ${among.length ? ", bớt điều kiện lọc" : ""} hoặc gõ không dấu.`;
    }
    if (result.total < 0 || missing) return `Những bài hợp nhất với ${asked}:`;
    if (!result.total) return `Không có bài nào chứa đủ ${asked}. Dưới đây là những bài chứa một phần.`;
    const rest = result.found > result.total ? " Sau đó là những bài chứa một phần." : "";
    return `${number(result.total)} bài ${result.near ? "gần với" : "chứa"} ${asked}.${rest}`;
  }

  function warn(path, some) {
    setText(warning, path && `Chỉ mục thiếu tệp ${path}, hoặc tệp này đã hỏng. ` +
      (some ? "Kết quả dưới đây chưa đầy đủ. " : "") + "Hãy tải lại trang; nếu đây là bản chép, hãy chép lại thư mục search.");
  }

  function item(hit, result) {
    const card = hit.card, row = document.createElement("li"), box = add(row, "article", "card", "");
    const date = add(box, card.date ? "time" : "span", "card-date", card.date.split("-").reverse().join("/") || "Không rõ ngày");
    if (card.date) date.dateTime = card.date;
    const link = add(add(box, "h2", "card-title", ""), "a", "", "");
    link.href = new URL(card.url, form.action);
    setMarked(link, card.title, result);
    const lead = add(box, "p", "card-lead", "");
    lead.doc = hit.doc;
    setMarked(lead, card.summary, result);
    add(box, "p", "search-place", [card.section, card.kind !== "article" && kinds.get(card.kind)].filter(Boolean).join(" · "));
    return row;
  }

  // settle does what can wait: it announces, loads excerpts for what is in sight, and counts facets once their box is open.
  function settle(result, a) {
    voice.textContent = [count, guess, warning].filter((p) => !p.hidden).map((p) => p.textContent).join(" ") +
      (result.hits.length ? ` Đang hiện ${result.hits.length} bài.` : "");
    seen = new IntersectionObserver((entries) => entries.filter((e) => e.isIntersecting).forEach((e) => excerpt(e.target, result)));
    for (const lead of hits.querySelectorAll(".card-lead")) seen.observe(lead);
    last = [result, a];
    facets();
  }

  async function excerpt(lead, result) {
    seen.unobserve(lead);
    try {
      const text = await BantinSearch.excerpt(lead.doc, result);
      if (text) setMarked(lead, text.replace(/\n/g, " · "), result); // blocks of the text
    } catch (error) {
      if (lead.isConnected) warn(error.path, true);
    }
  }

  // facets counts, for each field, what its choices would give beside the other fields.
  async function facets() {
    if (!filters.open || !last) return;
    const now = turn, [result, a] = last;
    try {
      const together = result.docs && await BantinSearch.facets(result);
      for (const name of FACETS) {
        let counts = together;
        if (a[name] && a.q) counts = await BantinSearch.facets(await BantinSearch.search(a.q, { ...a, [name]: "", limit: 1 }));
        if (now !== turn) return;
        if (counts) choices(fields[name], counts[name], fields[name].value);
      }
    } catch (error) {
      warn(error.path, hits.children.length);
    }
  }

  // choices fills a field with the first of its [value, count], and chooses value, which may be none of them.
  function choices(field, counts, value) {
    field.length = 1;
    const list = counts.slice(0, MOST_CHOICES);
    if (value && !list.some(([v]) => v == value)) list.push(counts.find(([v]) => v == value) || [value]);
    for (const [v, n] of list) field.add(new Option(label(v) + (n ? ` (${number(n)})` : ""), v));
    field.value = value;
  }

  // Typing, choosing, keys. Focus moves with the arrow keys alone.
  form.addEventListener("input", (event) => {
    const typed = event.target === fields.q;
    limit = PAGE;
    whole = false;
    clearTimeout(typing);
    if (!typed) ask();
    else if (fields.q.value.trim().length !== 1) typing = setTimeout(ask, 150, 700); // one letter: not before Enter
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    ask();
  });
  filters.addEventListener("toggle", facets);
  more.addEventListener("click", async () => {
    const old = hits.children.length;
    limit = old + PAGE;
    whole ||= more.unread;
    await ask();
    if (more.hidden) hits.children[old]?.querySelector("a")?.focus(); // the button that had the focus is gone
  });
  addEventListener("keydown", (event) => {
    const stops = [fields.q, ...hits.querySelectorAll("a")], at = stops.indexOf(event.target);
    const next = at >= 0 && stops[at + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  addEventListener("popstate", recall);

  if (window.BantinSearch) {
    form.hidden = tips.hidden = false;
    recall();
  } else {
    warn("assets/search.js");
  }
})();
