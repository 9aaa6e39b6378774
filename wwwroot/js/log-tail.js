// Keeps a log at its end while its box is checked; scrolling up unchecks the box, scrolling down to the end checks it again.

/** @param {HTMLElement} log @param {HTMLInputElement} box */
export function follow(log, box) {
  const toEnd = () => {
    if (box.checked) {
      log.scrollTop = log.scrollHeight;
    }
  };
  new MutationObserver(toEnd).observe(log, { childList: true });
  log.addEventListener("scroll", () => {
    box.checked = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
  }, { passive: true });
  box.addEventListener("change", toEnd);
  toEnd();
}
