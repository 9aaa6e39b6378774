// What the browser does for a draft: keeps it for this tab, takes undo from the keyboard, gives files and the clipboard.

export const load = key => sessionStorage.getItem(key);
export const forget = key => sessionStorage.removeItem(key);

export function save(key, text) {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // The tab's storage is full or switched off: the draft lives as long as the page.
  }
}

/** Ctrl+Z and Ctrl+Shift+Z (Ctrl+Y) anywhere but in a text area, which undoes for itself. */
export function watchUndo(owner) {
  const listeners = new AbortController();
  addEventListener("keydown", event => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !["z", "y"].includes(key) || event.target.tagName === "TEXTAREA") {
      return;
    }
    event.preventDefault();
    owner.invokeMethodAsync(key === "y" || event.shiftKey ? "Redo" : "Undo");
  }, { signal: listeners.signal });
  return { stop: () => listeners.abort() };
}

/** Gives a text as a file. */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** @returns {boolean} whether the clipboard took it. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
