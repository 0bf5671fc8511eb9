/** A schematic map: each area is one cell of a honeycomb whose corners are shared and gently moved, so that it reads as a map and claims no boundary. */
export interface Cell { readonly code: string; readonly path: string; readonly x: number; readonly y: number }
export interface Layout { readonly cells: readonly Cell[]; readonly width: number; readonly height: number }

const radius = 62;
const stepX = radius * Math.sqrt(3);
const stepY = radius * 1.5;

interface Slot { readonly column: number; readonly row: number }
const centre = ({ column, row }: Slot): readonly [number, number] => [(column + (row % 2 === 0 ? 0 : 0.5)) * stepX, row * stepY];

/** The n slots nearest to the middle of a wide field, in reading order. */
function slots(n: number): Slot[] {
  const side = Math.ceil(Math.sqrt(n)) + 2;
  const all = Array.from({ length: side * side }, (_, k): Slot => ({ column: k % side, row: Math.floor(k / side) }));
  const [mx, my] = centre({ column: (side - 1) / 2, row: Math.floor((side - 1) / 2) });
  const far = (slot: Slot): number => { const [x, y] = centre(slot); return ((x - mx) / 1.35) ** 2 + (y - my) ** 2; };
  return all.toSorted((a, b) => far(a) - far(b) || a.row - b.row || a.column - b.column).slice(0, n)
    .toSorted((a, b) => a.row - b.row || a.column - b.column);
}

/** The same corner is moved the same way for every cell that touches it. */
function moved(x: number, y: number, by: number): readonly [number, number] {
  const seed = Math.sin(Math.round(x) * 12.9898 + Math.round(y) * 78.233) * 43758.5453;
  const share = seed - Math.floor(seed);
  const angle = share * Math.PI * 2;
  return [x + Math.cos(angle) * by, y + Math.sin(angle) * by];
}

function outline(cx: number, cy: number): (readonly [number, number])[] {
  const corners = Array.from({ length: 6 }, (_, k): readonly [number, number] => {
    const angle = (Math.PI / 3) * k - Math.PI / 2;
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
  });
  return corners.flatMap((corner, k) => {
    const next = corners[(k + 1) % 6] ?? corner;
    const middle = [(corner[0] + next[0]) / 2, (corner[1] + next[1]) / 2] as const;
    return [moved(corner[0], corner[1], 9), moved(middle[0], middle[1], 7)];
  });
}

export function layout(codes: readonly string[]): Layout {
  const margin = radius + 12;
  const places = slots(codes.length).map(centre);
  const shiftX = places.length === 0 ? 0 : Math.min(...places.map(([x]) => x)) - margin;
  const shiftY = places.length === 0 ? 0 : Math.min(...places.map(([, y]) => y)) - margin;
  const cells = codes.map((code, n): Cell => {
    const [x, y] = places[n] ?? [0, 0];
    const points = outline(x, y).map(([px, py]) => `${(px - shiftX).toFixed(1)} ${(py - shiftY).toFixed(1)}`);
    return { code, path: `M${points.join('L')}Z`, x: x - shiftX, y: y - shiftY };
  });
  return {
    cells,
    width: Math.max(2 * margin, ...cells.map((cell) => cell.x + margin)),
    height: Math.max(2 * margin, ...cells.map((cell) => cell.y + margin)),
  };
}

/** Up to five classes with limits that can be read: equal steps from the least to the most; whole ones where whole things are counted. */
export function classLimits(values: readonly number[], whole = false): number[] {
  if (values.length === 0) return [];
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (high === low) return [];
  const limits = [1, 2, 3, 4].map((k) => low + ((high - low) * k) / 5);
  return whole ? [...new Set(limits.map(Math.ceil))] : limits;
}

export const classOf = (value: number, limits: readonly number[]): number => limits.filter((limit) => value >= limit).length;
