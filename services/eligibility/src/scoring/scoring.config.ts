import type { Environment } from '@hearth/service-host';

/** Households in memory at a time, and how long one turn of scoring may take: less than the second between two turns. */
const [PAGE, SLICE_MS] = [1000, 800];

export const scoringConfig = ({ settings }: Environment): { readonly page: number; readonly sliceMs: number } => (
  { page: Number(settings['scoringPage'] ?? PAGE), sliceMs: Number(settings['scoringSliceMs'] ?? SLICE_MS) });
