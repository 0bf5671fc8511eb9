import type { Environment } from '@hearth/service-host';

/** How often a study gives a sign of life, and after how much silence another process takes it up again. */
const [BEAT_MS, SILENT_SECONDS] = [2000, 15];

export const studyConfig = ({ settings }: Environment): { readonly beatMs: number; readonly silentSeconds: number } => (
  { beatMs: Number(settings['studyBeatMs'] ?? BEAT_MS), silentSeconds: Number(settings['studySilentSeconds'] ?? SILENT_SECONDS) });
