// The order of stage cards: by dragging a handle with mouse, pen or finger, or by Alt and an arrow key anywhere in a card.
const cardsOf = list => [...list.querySelectorAll(":scope > .stage-movable")];

/** @param {HTMLElement} list holds the cards; owner: its MoveStage(from, to) changes the document. */
export function watch(list, owner) {
  const listeners = new AbortController();
  const options = { signal: listeners.signal };
  list.addEventListener("pointerdown", event => drag(event, list, owner), options);
  list.addEventListener("keydown", event => step(event, list, owner), options);
  list.dataset.movable = "";
  return { dispose: () => listeners.abort() };
}

async function move(list, owner, from, to) {
  await owner.invokeMethodAsync("MoveStage", from, to);
  // Cards are keyed by their place: the one that moved stands at the other place now, and takes the focus with it.
  cardsOf(list)[to]?.querySelector(".stage-handle")?.focus();
}

function step(event, list, owner) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const card = event.target.closest(".stage-movable");
  if (!by || !event.altKey || !card || event.target.tagName === "SELECT") {
    return;
  }
  event.preventDefault();
  const from = cardsOf(list).indexOf(card);
  const to = from + by;
  if (to >= 0 && to < cardsOf(list).length) {
    move(list, owner, from, to);
  }
}

function drag(event, list, owner) {
  const handle = event.target.closest(".stage-handle");
  if (!handle || event.button !== 0) {
    return;
  }
  const cards = cardsOf(list);
  const card = handle.closest(".stage-movable");
  const from = cards.indexOf(card);
  const others = cards.filter(other => other !== card);
  const ended = new AbortController();
  let to = from;
  handle.setPointerCapture(event.pointerId);
  card.classList.add("stage-dragged");

  const mark = () => cards.forEach(other => {
    other.classList.toggle("stage-drop-before", to !== from && other === others[to]);
    other.classList.toggle("stage-drop-after", to !== from && to === others.length && other === others.at(-1));
  });
  const end = () => {
    ended.abort();
    cards.forEach(other => other.classList.remove("stage-dragged", "stage-drop-before", "stage-drop-after"));
  };
  const options = { signal: ended.signal };
  handle.addEventListener("pointermove", at => {
    to = others.filter(other => middle(other) < at.clientY).length;
    mark();
    scrollNear(at.clientY);
  }, options);
  handle.addEventListener("pointerup", () => {
    end();
    if (to !== from) {
      move(list, owner, from, to);
    }
  }, options);
  handle.addEventListener("pointercancel", end, options);
  addEventListener("keydown", key => {
    if (key.key === "Escape") {
      end();
    }
  }, options);
}

function middle(card) {
  const box = card.getBoundingClientRect();
  return box.top + box.height / 2;
}

/** A list longer than the window comes along with the pointer. */
function scrollNear(y) {
  const edge = 80;
  if (y > innerHeight - edge) {
    scrollBy(0, 12);
  } else if (y < edge + 100) {
    scrollBy(0, -12);
  }
}
