export type Density = 'compact' | 'normal' | 'touch';

const storageKey = 'hearth.density';
const isDensity = (value: unknown): value is Density => value === 'compact' || value === 'normal' || value === 'touch';

export function density(): Density {
  const kept = localStorage.getItem(storageKey);
  return isDensity(kept) ? kept : 'normal';
}

export function setDensity(value: Density): void {
  localStorage.setItem(storageKey, value);
  applyDensity();
}

/** 32, 40 or 48 pixels a row: the officer's choice, kept on the device. */
export function applyDensity(): void {
  document.documentElement.dataset['density'] = density();
}
