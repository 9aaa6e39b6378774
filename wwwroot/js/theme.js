// Runs before the first paint, so the page never flashes in the wrong theme. Preference: system, light or dark.
(function () {
  const key = "nasstudio.theme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  let listener = null;

  const preference = () => localStorage.getItem(key) ?? "system";
  const isDark = () => (preference() === "system" ? system.matches : preference() === "dark");
  const apply = () => {
    document.documentElement.dataset.theme = isDark() ? "dark" : "light";
    return isDark();
  };

  system.addEventListener("change", () => {
    const dark = apply();
    listener?.invokeMethodAsync("ShowDarkAsync", dark);
  });

  window.studioTheme = {
    preference,
    watch(layout) { listener = layout; return apply(); },
    unwatch() { listener = null; },
    choose(value) { localStorage.setItem(key, value); return apply(); }
  };
  apply();

  // The address carries a base path, so a fragment link alone would leave the page.
  document.addEventListener("click", event => {
    if (event.target.closest?.(".skip")) {
      event.preventDefault();
      document.getElementById("main")?.focus();
    }
  });
})();
