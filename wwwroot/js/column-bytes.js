// Reads what Columns/ColumnFile.cs writes: a length, a header in JSON, then the columns that it names.

/** @returns {{header: object, columns: Map<string, ArrayLike<number>>}} */
export function decodeColumns(buffer) {
  const length = new DataView(buffer).getInt32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  let at = 4 + length;
  const columns = new Map();
  for (const { name, kind, bytes } of header.columns) {
    columns.set(name, decode(kind, new Uint8Array(buffer, at, bytes)));
    at += bytes;
  }
  return { header, columns };
}

function decode(kind, bytes) {
  switch (kind) {
    case "differences": return differences(bytes);
    case "u4": return joined(bytes, 4, Uint32Array);
    case "f4": return joined(bytes, 4, Float32Array);
    case "f8": return joined(bytes, 8, Float64Array);
    default: return bytes;
  }
}

/** Zigzag varints of the differences to the number before. */
function differences(bytes) {
  const numbers = [];
  let [last, number, scale] = [0, 0, 1];
  for (const byte of bytes) {
    number += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) {
      last += number % 2 ? -(number + 1) / 2 : number / 2;
      numbers.push(last);
      [number, scale] = [0, 1];
    }
  }
  return numbers;
}

/** Planes of bytes become numbers again. */
function joined(bytes, size, type) {
  const rows = bytes.length / size;
  const numbers = new Uint8Array(bytes.length);
  for (let plane = 0; plane < size; plane++) {
    for (let row = 0, from = plane * rows, to = plane; row < rows; row++, from++, to += size) {
      numbers[to] = bytes[from];
    }
  }
  return new type(numbers.buffer);
}
