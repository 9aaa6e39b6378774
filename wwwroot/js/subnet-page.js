// Links the blocks of the diagram and the rows of the layer table: what is pointed at or focused lights up in both.

/** @param {HTMLElement} root of the page; everything in it that has data-block takes part. */
export function link(root) {
  const show = name => {
    for (const element of root.querySelectorAll("[data-block]")) {
      element.classList.toggle("linked", element.dataset.block === name);
    }
  };
  const of = event => event.target.closest("[data-block]")?.dataset.block;
  root.addEventListener("pointerover", event => show(of(event)));
  root.addEventListener("pointerleave", () => show(undefined));
  root.addEventListener("focusin", event => show(of(event)));
  root.addEventListener("focusout", () => show(undefined));
  root.addEventListener("click", event => {
    const block = event.target.closest("button[data-block]");
    if (block) {
      const row = root.querySelector(`tr[data-block="${CSS.escape(block.dataset.block)}"]`);
      const table = row?.closest(".layer-scroll");
      if (table) {
        table.scrollTop = row.offsetTop - table.querySelector("thead").offsetHeight;
        table.scrollIntoView({ block: "nearest" });
      }
      show(block.dataset.block);
    }
  });
}
