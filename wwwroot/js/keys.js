// Keys of the whole studio, the sheet that lists them, notes beside words, and where focus goes after a navigation.
(function () {
  const places = { e: "experiments", n: "experiments/new", t: "tables", d: "datasets" };
  const patience = 1200;
  let goSince = 0;

  const isTyping = element => element?.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], .mud-dialog, dialog[open], [role=menu]") != null;

  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    const go = performance.now() - goSince < patience;
    goSince = 0;
    if (event.key === "?") {
      event.preventDefault();
      document.getElementById("key-sheet")?.showModal();
    } else if (event.key === "/") {
      const field = document.querySelector("[data-key-search], input[type=search]");
      if (field) {
        event.preventDefault();
        field.focus();
        field.select();
      }
    } else if (event.key === "g") {
      goSince = performance.now();
    } else if (go && places[event.key]) {
      event.preventDefault();
      Blazor.navigateTo(places[event.key]);
    }
  });

  document.addEventListener("click", event => {
    const sheet = document.getElementById("key-sheet");
    if (event.target.closest?.("[data-open-keys]")) {
      sheet?.showModal();
    } else if (event.target.closest?.("[data-close-keys]") || event.target === sheet) {
      sheet?.close();
    }
  });

  // A note stands under its word, or above it where there is no room, and never beyond the window's edge.
  document.addEventListener("toggle", event => {
    const note = event.target;
    if (!note.classList?.contains("term-note") || event.newState !== "open") {
      return;
    }
    const word = document.querySelector(`[popovertarget="${note.id}"]`).getBoundingClientRect();
    const { width, height } = note.getBoundingClientRect();
    const below = word.bottom + 6;
    note.style.left = `${Math.max(8, Math.min(word.left, innerWidth - width - 8))}px`;
    note.style.top = `${below + height > innerHeight - 8 ? Math.max(8, word.top - height - 6) : below}px`;
  }, true);

  const away = () => document.querySelectorAll(".term-note:popover-open").forEach(note => note.hidePopover());
  addEventListener("scroll", away, { passive: true, capture: true });
  addEventListener("resize", away);

  window.studioFocus = {
    /** Waits for the new page's heading, unless the user has gone on meanwhile. */
    heading() {
      const before = document.activeElement;
      const until = performance.now() + 5000;
      const look = () => {
        const heading = document.querySelector("main h1");
        if (document.activeElement !== before && document.activeElement !== document.body) {
          return;
        }
        if (heading) {
          heading.tabIndex = -1;
          heading.focus();
        } else if (performance.now() < until) {
          requestAnimationFrame(look);
        }
      };
      // The old page's heading is gone at the next frame but one.
      requestAnimationFrame(() => requestAnimationFrame(look));
    }
  };
})();
