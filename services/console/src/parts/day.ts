/** The day as the calendar on the officer's desk has it; facts already recorded may lie later than this device's clock. */
export function todayFrom(facts: readonly (string | null | undefined)[], now: Date, zone: string): string {
  const day = (value: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(value);
  const days = facts.filter((fact): fact is string => typeof fact === 'string' && fact !== '').map((fact) => (fact.length === 10 ? fact : day(new Date(fact))));
  return [day(now), ...days].reduce((latest, one) => (one > latest ? one : latest));
}

export function ageOn(birth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}
