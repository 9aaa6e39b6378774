// When the connection to the studio is lost: Blazor tries again by itself and this page is kept. When the studio was started
// anew, or stayed away longer, the page is loaded anew: its address holds its state.
(function () {
  const pause = 2000;
  let looking = false;

  async function comeBack() {
    if (looking) {
      return;
    }
    looking = true;
    for (;;) {
      try {
        if ((await fetch("/healthz", { cache: "no-store" })).ok) {
          location.reload();
          return;
        }
      } catch {
        // Still away.
      }
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  }

  // The event does not bubble.
  document.addEventListener("components-reconnect-state-changed", event => {
    if (["failed", "rejected", "resume-failed"].includes(event.detail?.state)) {
      comeBack();
    }
  }, true);

  document.addEventListener("click", async event => {
    if (event.target.closest?.("[data-reconnect]")) {
      try {
        if (!await Blazor.reconnect()) {
          comeBack();
        }
      } catch {
        // Still away; Blazor goes on trying.
      }
    } else if (event.target.closest?.(".reload")) {
      location.reload();
    }
  });
})();
