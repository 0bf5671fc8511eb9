import { residentIdCheckDigit } from '@hearth/kernel';

/** A valid identity number that was never issued: area 99xxxx, the given birth date, a sequence number (odd: male). */
export function sampleResidentId(birthDate: string, sequence: number, area = '990101'): string {
  const first17 = `${area}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return `${first17}${residentIdCheckDigit(first17)}`;
}
