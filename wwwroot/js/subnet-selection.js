// Carries the selection of an experiment's subnets between its charts, which share it in the browser, and its table.
import { watch } from "./experiment-stream.js";

const settleMs = 100;

/** @param {string} experiment @param {{invokeMethodAsync: Function}} table told what the charts select */
export function attach(experiment, table) {
  const live = watch(experiment);
  const { columns } = live;
  let timer = 0;
  let gone = false;
  const tell = () => gone || table.invokeMethodAsync("Select", columns.run, columns.selected && bytesOf(columns.selected));
  const stop = columns.subscribe(change => {
    if ((change.kind === "selection" && change.source !== "table") || change.kind === "reset") {
      clearTimeout(timer);
      timer = setTimeout(tell, settleMs);
    }
  });
  if (columns.selected) {
    tell();
  }
  return {
    show: bytes => columns.select(new Int32Array(bytes.slice().buffer), "table"),
    clear: () => columns.select(null, "table"),
    save: (address, name) => save(columns, address, name),
    dispose() {
      gone = true;
      clearTimeout(timer);
      stop();
      live.release();
    }
  };
}

function bytesOf(indices) {
  return new Uint8Array(indices.slice().buffer);
}

/** Saves the selected rows as the server writes them. */
async function save(columns, address, name) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ seqs: Array.from(columns.selected ?? [], index => columns.seqs[index]) })
  });
  if (!answer.ok) {
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
