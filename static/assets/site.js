// What a page can do beyond being read: size of text, print, cite, save. Pages are whole without it: every tool is hidden in the
// HTML and shown here once it is known to work.
(function () {
  "use strict";

  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const tools = find(".tools");

  // tool shows a tool and gives it its work.
  function tool(name, work) {
    const element = find(`[data-tool="${name}"]`);
    if (!element) return;
    element.hidden = tools.hidden = false;
    if (work) element.addEventListener("click", work);
  }

  function say(words) {
    find(".tools-status").textContent = words;
  }

  function today() {
    const now = new Date();
    const two = (n) => String(n).padStart(2, "0");
    return `${two(now.getDate())}/${two(now.getMonth() + 1)}/${now.getFullYear()}`;
  }

  // Size of text. Storage may be forbidden: a choice then lasts as long as its page.
  const sizes = document.querySelectorAll("[data-size]");

  function setSize(size) {
    for (const n of "1234") root.classList.toggle("text-" + n, n === size);
    for (const button of sizes) button.setAttribute("aria-pressed", button.dataset.size === size);
  }

  function remembered() {
    try {
      return localStorage.getItem("text-size") || "1";
    } catch {
      return "1";
    }
  }

  function chooseSize(event) {
    const size = event.currentTarget.dataset.size;
    setSize(size);
    try {
      localStorage.setItem("text-size", size);
    } catch {
      // not remembered
    }
  }

  setSize(remembered());
  for (const button of sizes) button.addEventListener("click", chooseSize);
  tool("size");

  // Print: the date, and once at the end the addresses of the text's links, which paper cannot follow.
  let printed = [];

  function preparePrint() {
    if (printed.length) return;
    const date = find("[data-print-date]");
    if (date) date.textContent = " – in ngày " + today();
    const addresses = [];
    for (const link of document.querySelectorAll(".prose a[href]:not([href^='#'])")) {
      if (!addresses.includes(link.href)) addresses.push(link.href);
      const number = document.createElement("sup");
      number.textContent = `[${addresses.indexOf(link.href) + 1}]`;
      link.after(number);
      printed.push(number);
    }
    if (!addresses.length) return;
    const list = document.createElement("ol");
    list.className = "print-links";
    for (const address of addresses) list.appendChild(document.createElement("li")).textContent = address;
    find(".prose").append(list);
    printed.push(list);
    root.classList.add("links-listed");
  }

  function restoreScreen() {
    for (const element of printed) element.remove();
    printed = [];
    root.classList.remove("links-listed");
  }

  addEventListener("beforeprint", preparePrint);
  addEventListener("afterprint", restoreScreen);
  if (window.print) tool("print", () => print());

  // Cite: by the clipboard, else by the older way, which leaves the words selected.
  const citation = find("[data-citation]");

  async function cite() {
    let copied = true;
    try {
      await navigator.clipboard.writeText(citation.textContent);
    } catch {
      getSelection().selectAllChildren(citation);
      copied = document.execCommand("copy");
    }
    say(copied ? "Đã chép lời trích dẫn." : "Không chép được; lời trích dẫn ở cuối bài.");
  }

  if (citation) tool("cite", cite);

  // Save: article, style sheet and pictures in one file, put together in a document of its own, which loads nothing.
  async function get(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(address);
    return response.blob();
  }

  const dataURL = (blob) => new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = reject;
    reader.readAsDataURL(blob);
  });

  const absolute = (element, name) => new URL(element.getAttribute(name), location.href).href;

  async function embed(image) {
    try {
      image.setAttribute("src", await dataURL(await get(absolute(image, "src"))));
    } catch {
      image.removeAttribute("src"); // its words remain
    }
  }

  async function savedPage() {
    const style = await (await get(find("link[rel=stylesheet]").href)).text();
    const copy = document.implementation.createHTMLDocument(document.title);
    const main = copy.importNode(find("main"), true);
    for (const element of main.querySelectorAll(".tools, .breadcrumb, .neighbours, .related, audio")) element.remove();
    for (const link of main.querySelectorAll("a:not([href^='#'])")) link.setAttribute("href", absolute(link, "href"));
    await Promise.all(Array.from(main.querySelectorAll("img"), embed));
    const origin = copy.createElement("p");
    origin.textContent = `${find(".site-title").textContent} – lưu ngày ${today()} từ ${location.href}`;
    main.prepend(origin);
    copy.body.append(main);
    return `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
${find("title").outerHTML}<style>${style}</style></head>
${copy.body.outerHTML}</html>
`;
  }

  async function save() {
    try {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([await savedPage()], { type: "text/html" }));
      link.download = location.pathname.split("/").pop() || "index.html";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      say("Đã lưu bài thành một tệp, mở được khi không có mạng.");
    } catch {
      say("Chưa lưu được bài. Xin thử lại hoặc dùng nút In.");
    }
  }

  if (location.protocol !== "file:") tool("save", save);
})();
