// What a page can do beyond being read: size of text, print, save, cite. Pages are whole without it; every button is hidden in
// the HTML and shown here once it is known to work.
(function () {
  "use strict";

  const root = document.documentElement;
  const tools = document.querySelector(".tools");
  const status = document.querySelector(".tools-status");
  const citation = document.querySelector("[data-citation]");

  // tool shows a button of the tool row and gives it its work.
  function tool(name, work) {
    const button = tools && tools.querySelector('[data-tool="' + name + '"]');
    if (!button) return;
    button.hidden = tools.hidden = false;
    if (work) button.addEventListener("click", () => work(button));
  }

  function say(words) {
    status.textContent = words;
  }

  // Size of text. Storage may be forbidden: then a choice lasts as long as its page.
  function storedSize() {
    try {
      return localStorage.getItem("text-size");
    } catch {
      return null;
    }
  }

  function storeSize(size) {
    try {
      localStorage.setItem("text-size", size);
    } catch {
      // The choice is not remembered.
    }
  }

  function setSize(size) {
    for (const n of ["1", "2", "3", "4"]) root.classList.toggle("text-" + n, n === size);
    for (const button of document.querySelectorAll("[data-size]")) {
      button.setAttribute("aria-pressed", String(button.dataset.size === size));
    }
  }

  const stored = storedSize();
  setSize(/^[1-4]$/.test(stored) ? stored : "1");
  for (const button of document.querySelectorAll("[data-size]")) {
    button.addEventListener("click", () => {
      setSize(button.dataset.size);
      storeSize(button.dataset.size);
    });
  }
  tool("size");

  // Print: the date, and the addresses of the text's links once at its end, which paper cannot follow.
  function today() {
    const now = new Date();
    const two = (n) => String(n).padStart(2, "0");
    return two(now.getDate()) + "/" + two(now.getMonth() + 1) + "/" + now.getFullYear();
  }

  let added = [];

  function add(parent, name, className, text) {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    parent.append(element);
    added.push(element);
    return element;
  }

  function preparePrint() {
    if (added.length) return;
    const slot = document.querySelector("[data-print-date]");
    if (slot) slot.textContent = " – in ngày " + today();
    const text = document.querySelector(".article-text > .prose");
    const links = text ? text.querySelectorAll("a[href]:not([href^='#'])") : [];
    if (!links.length) return;
    const addresses = [];
    for (const link of links) {
      if (!addresses.includes(link.href)) addresses.push(link.href);
      const mark = add(link, "sup", "", "[" + (addresses.indexOf(link.href) + 1) + "]");
      link.after(mark);
    }
    const box = add(text, "div", "print-links", "");
    const heading = document.createElement("p");
    heading.textContent = "Liên kết trong bài:";
    const list = document.createElement("ol");
    for (const address of addresses) {
      const item = document.createElement("li");
      item.textContent = address;
      list.append(item);
    }
    box.append(heading, list);
    root.classList.add("links-listed");
  }

  function restoreScreen() {
    for (const element of added) element.remove();
    added = [];
    root.classList.remove("links-listed");
  }

  window.addEventListener("beforeprint", preparePrint);
  window.addEventListener("afterprint", restoreScreen);
  if (window.print) tool("print", () => window.print());

  // Cite: the clipboard, else the older way of copying what is selected, which leaves it selected for the reader.
  function select(element) {
    const selection = window.getSelection();
    selection.selectAllChildren(element);
    return document.execCommand("copy");
  }

  async function cite() {
    let copied = false;
    try {
      await navigator.clipboard.writeText(citation.textContent);
      copied = true;
    } catch {
      copied = select(citation);
    }
    say(copied ? "Đã chép lời trích dẫn." : "Trình duyệt không cho chép; lời trích dẫn ở cuối bài.");
  }

  if (citation) tool("cite", cite);

  // Save: the article, the style sheet and the pictures in one file. The copy is made in a document of its own, which loads
  // nothing and is under no policy.
  async function dataURL(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(address);
    const blob = await response.blob();
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
  }

  async function embed(image) {
    try {
      image.setAttribute("src", await dataURL(new URL(image.getAttribute("src"), location.href)));
      image.removeAttribute("loading");
    } catch {
      image.removeAttribute("src"); // its words remain
    }
  }

  async function savedPage() {
    const sheet = await (await fetch(document.querySelector("link[rel=stylesheet]").href)).text();
    const copy = document.implementation.createHTMLDocument(document.title);
    const main = copy.importNode(document.querySelector("main"), true);
    for (const element of main.querySelectorAll(".tools, .breadcrumb, .neighbours, .related, audio")) element.remove();
    for (const link of main.querySelectorAll("a[href]")) {
      const address = link.getAttribute("href");
      if (!address.startsWith("#")) link.setAttribute("href", new URL(address, location.href).href);
    }
    await Promise.all(Array.from(main.querySelectorAll("img"), embed));
    const note = copy.createElement("p");
    note.className = "saved-note";
    note.textContent = document.querySelector(".site-name").textContent.trim().replace(/\s+/g, " ")
      + " – lưu ngày " + today() + " từ " + location.href.split("#")[0];
    copy.body.append(main);
    main.prepend(note);
    return '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
      + '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:">\n'
      + '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
      + copy.querySelector("title").outerHTML + "\n<style>\n" + sheet + "</style>\n</head>\n"
      + copy.body.outerHTML + "\n</html>\n";
  }

  async function save(button) {
    button.disabled = true;
    try {
      const address = URL.createObjectURL(new Blob([await savedPage()], { type: "text/html" }));
      const link = document.createElement("a");
      link.href = address;
      link.download = location.pathname.split("/").pop() || "index.html";
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
      say("Đã lưu bài thành một tệp, mở được khi không có mạng.");
    } catch {
      say("Chưa lưu được bài. Xin thử lại hoặc dùng nút In.");
    }
    button.disabled = false;
  }

  if (location.protocol !== "file:" && window.fetch && window.Blob) tool("save", save);
})();
