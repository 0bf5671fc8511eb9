import { rows } from '@hearth/event-store';
import type { DrawEvent } from '../spot-check/draw.decider.ts';

/** A draw as anybody may repeat it: frame, seed, hashes, what was drawn. */
export type DrawRow = Extract<DrawEvent, { type: 'SpotCheckDrawn' }>['data'] & { readonly id: string };

export const drawRows = rows<DrawRow, DrawEvent>({
  name: 'draw', version: 1,
  on: { SpotCheckDrawn: (_row, { data }) => ({ ...data, id: data.draw }) },
  keys: (event) => (event.stream.startsWith('spot-check-draw-') ? event.data.draw : null),
});
