// The JSON text beside its line numbers, and the way from an error to its line and its field.

/** The numbers follow the text. */
export function scrollTogether(text, gutter) {
  text.addEventListener("scroll", () => { gutter.scrollTop = text.scrollTop; });
}

/** Marks the line in the text and focuses the field of the form; where the form has none, the text. */
export function jump(text, line, path) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  const height = text.scrollHeight / Math.max(1, lines.length);
  text.scrollTop = Math.max(0, (line - 4) * height);
  (fieldOf(path) ?? text).focus();
}

/** An entry of a list has its field, and so has a part of a value: "search.objectives[0].name" is "search.objectives[0]" where that is all there is. */
function fieldOf(path) {
  for (let place = path; place; place = place.slice(0, Math.max(0, place.search(/[.[][^.[]*$/)))) {
    const field = document.getElementById(`field-${place}`);
    if (field) {
      for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) {
        around.open = true;
      }
      field.scrollIntoView({ block: "center" });
      return field;
    }
  }
  return null;
}
