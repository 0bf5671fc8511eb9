export type Tone = 'accent' | 'info' | 'ok' | 'warn' | 'bad' | 'wait' | 'plain';

export interface Span { readonly from: string; readonly to: string | null; readonly label: string; readonly tone: Tone; readonly tentative?: boolean }
export interface Point { readonly at: string; readonly label: string; readonly tone: Tone; readonly square?: boolean }
export interface Lane { readonly key: string; readonly label: string; readonly spans: readonly Span[]; readonly points: readonly Point[] }

const dayLength = 86_400_000;
export const dayNumber = (day: string): number => Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / dayLength);
export const dayFrom = (number: number): string => new Date(number * dayLength).toISOString().slice(0, 10);

export interface Scale { readonly from: number; readonly to: number; readonly left: number; readonly right: number }

export const xOf = (scale: Scale, day: string): number => {
  const share = (dayNumber(day) - scale.from) / Math.max(1, scale.to - scale.from);
  return scale.left + Math.min(1, Math.max(0, share)) * (scale.right - scale.left);
};

/** The day under the pointer. */
export function dayAt(scale: Scale, x: number): string {
  const share = Math.min(1, Math.max(0, (x - scale.left) / Math.max(1, scale.right - scale.left)));
  return dayFrom(Math.round(scale.from + share * (scale.to - scale.from)));
}

/** Some room after today, so that what is running does not end at the edge. */
export function scaleFor(first: string, today: string, left: number, right: number): Scale {
  const to = dayNumber(today);
  const from = Math.min(dayNumber(first), to - 30);
  return { from, to: to + Math.ceil((to - from) * 0.02), left, right };
}

export interface Tick { readonly x: number; readonly label: string | null }

/** Years with a line each; months where the whole is short enough to tell them apart. */
export function ticks(scale: Scale, yearLabel: (year: number) => string, monthLabel: (year: number, month: number) => string): Tick[] {
  const months = scale.to - scale.from < 430;
  const step = months ? 1 : 6;
  const start = new Date(scale.from * dayLength);
  const all: Tick[] = [];
  for (let month = start.getUTCMonth() + 1 + 12 * start.getUTCFullYear(); ; month += 1) {
    const year = Math.floor(month / 12);
    const day = `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    if (dayNumber(day) > scale.to) return all;
    if (month % step !== 0) continue;
    const label = month % 12 === 0 ? yearLabel(year) : months && month % 2 === 0 ? monthLabel(year, (month % 12) + 1) : null;
    all.push({ x: xOf(scale, day), label });
  }
}

/** Chinese characters are square; Latin and Cyrillic take a little over half of that. */
export const textWidth = (text: string, size = 12): number =>
  Array.from(text).reduce((width, character) => width + (/[\u2e80-\uffef]/u.test(character) ? size : size * (/[\u0400-\u04ff]/u.test(character) ? 0.66 : 0.58)), 0);

export interface Placed { readonly x: number; readonly label: string | null; readonly point: Point }

/** A label is written where it has room before the next mark of its lane; the rest is told by the title and the table of events. */
export function placePoints(lane: Lane, scale: Scale): Placed[] {
  const marks = lane.points.toSorted((a, b) => a.at.localeCompare(b.at));
  const stops = [...marks.map((point) => xOf(scale, point.at)), ...lane.spans.map((span) => xOf(scale, span.from)), scale.right + 10].toSorted((a, b) => a - b);
  return marks.map((point) => {
    const x = xOf(scale, point.at);
    const room = (stops.find((stop) => stop > x + 1) ?? scale.right + 10) - x;
    const crowded = stops.filter((stop) => Math.abs(stop - x) <= 1).length > 1;
    return { x, point, label: !crowded && point.square !== true && textWidth(point.label) + 22 < room ? point.label : null };
  });
}
