// What `bantin serve` adds to every page: it shows what was saved, without anybody pressing a key.
//
// The server's stream says only that something has changed. The page then asks what it would be shown now, and
//   - loads itself again if that is another page, at the same place of the text;
//   - exchanges its style sheets if only those have changed;
//   - shows the errors of the site, or that this page is no longer part of it.
//
// A browser opens six connections to a server, and each stream holds one. So the tabs of a browser share one stream: that of the tab
// which holds the lock, and which tells the others. Where there are no locks (they need https, or an address of this machine), a tab has a stream of
// its own while it is seen.

(() => {
  "use strict";

  const own = "/.bantin/";
  const place = "bantin-place"; // in sessionStorage: where the reader was

  const element = () => document.getElementById("bantin-preview");
  const page = element().dataset.page;

  // The policy of trusted types closes DOMParser and innerHTML to scripts; a request may still ask for a document.
  const ask = () => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", `${own}look?page=${page}&at=${encodeURIComponent(location.pathname)}`);
    request.responseType = "document";
    request.onloadend = () => resolve(request.response?.getElementById("bantin-preview"));
    request.send();
  });

  let asking = false;
  let again = false;

  // One question at a time; whatever happens meanwhile is asked for afterwards.
  async function look() {
    again = true;
    if (asking) return;
    asking = true;
    while (again) {
      again = false;
      show(await ask());
    }
    asking = false;
  }

  function show(next) {
    if (!next) return; // the server is away; its stream will come again
    if (next.dataset.page && next.dataset.page !== page) {
      reload();
      return;
    }
    const now = element();
    if (next.dataset.style !== now.dataset.style) restyle(next.dataset.style);
    if (!now.isEqualNode(next)) now.replaceWith(document.importNode(next, true));
  }

  function reload() {
    try {
      sessionStorage.setItem(place, JSON.stringify([location.pathname, scrollX, scrollY]));
    } catch {
      // storage may be forbidden; the browser then knows the place by itself, most of the time
    }
    location.reload();
  }

  function returnToPlace() {
    try {
      const [path, x, y] = JSON.parse(sessionStorage.getItem(place)) ?? [];
      sessionStorage.removeItem(place);
      if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
    } catch {
      // as above
    }
  }

  // The old sheet stays until the new one is there, so that nothing flickers.
  function restyle(style) {
    for (const old of document.querySelectorAll("link[rel=stylesheet]:not([data-bantin-old])")) {
      const address = new URL(old.href);
      if (address.origin !== location.origin || address.pathname.startsWith(own)) continue;
      address.search = style;
      const sheet = old.cloneNode();
      old.dataset.bantinOld = "";
      sheet.href = address.href;
      sheet.onload = sheet.onerror = () => old.remove();
      old.after(sheet);
    }
  }

  const tabs = new BroadcastChannel("bantin-preview");
  tabs.onmessage = look;

  function listen() {
    const stream = new EventSource(own + "events");
    stream.onmessage = () => {
      tabs.postMessage("");
      look();
    };
    return stream;
  }

  function listenWhileSeen() {
    let stream = null;
    const follow = () => {
      stream?.close();
      stream = document.visibilityState === "visible" ? listen() : null;
    };
    document.addEventListener("visibilitychange", follow);
    follow();
  }

  if (navigator.locks) {
    navigator.locks.request("bantin-preview", () => new Promise(listen)); // never settles: the lock is held as long as the page lives
  } else {
    listenWhileSeen();
  }
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  addEventListener("pageshow", (event) => event.persisted && look()); // "Back" shows pages as they were left

  // That the site could not be made is no generation, and neither is its end.
  if (page.startsWith("unmade-")) setInterval(look, 1000);

  returnToPlace();
})();
