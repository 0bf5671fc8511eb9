import type { Asking, PersonalData } from '@hearth/service-host';
import type { HouseholdRow, PersonEntry } from '../projections/household.projection.ts';

export interface ShownPerson extends Omit<PersonEntry, 'name' | 'idNumber' | 'phone'> { readonly name: string | null; readonly idNumber: string | null; readonly phone: string | null }
export interface ShownHousehold extends Omit<HouseholdRow, 'members' | 'supporters' | 'people' | 'address' | 'head' | 'registered'> {
  readonly head: { readonly id: string; readonly name: string | null };
  readonly members: readonly ShownPerson[];
  readonly supporters: readonly ShownPerson[];
  /** An address exists and may be revealed; it is never shown unasked. */
  readonly hasAddress: boolean;
}

/** The household as an officer sees it: names in full, numbers by their end, opened in two bulk calls under one purpose. */
export async function presentHousehold(personal: PersonalData, asking: Pick<Asking, 'officer'>, row: HouseholdRow): Promise<ShownHousehold> {
  const { people: _, registered: _registered, address, head, members, supporters, ...rest } = row;
  const everybody = [...members, ...supporters];
  const [names, numbers, phones] = await Promise.all([
    personal.show(asking, everybody.map((p) => p.name), 'household-file'),
    personal.show(asking, everybody.map((p) => p.idNumber), 'household-file', 'id'),
    personal.show(asking, everybody.map((p) => p.phone), 'household-file', 'phone'),
  ]);
  const shown = everybody.map((person, i): ShownPerson => ({ ...person, name: names[i] ?? null, idNumber: numbers[i] ?? null, phone: phones[i] ?? null }));
  return {
    ...rest, hasAddress: address !== null, head: { id: head, name: shown.find((p) => p.id === head)?.name ?? null },
    members: shown.slice(0, members.length), supporters: shown.slice(members.length),
  };
}

export interface HouseholdLine { readonly id: string; readonly number: string; readonly area: string; readonly urban: boolean; readonly registeredOn: string; readonly head: { readonly id: string; readonly name: string | null }; readonly members: number; readonly programmes: readonly string[] }

/** Lines of a list: name of the head only. */
export async function householdLines(personal: PersonalData, asking: Pick<Asking, 'officer'>, rows: readonly HouseholdRow[]): Promise<HouseholdLine[]> {
  const names = await personal.show(asking, rows.map((row) => row.members.find((m) => m.id === row.head)?.name ?? null), 'household-list');
  return rows.map((row, i) => ({
    id: row.id, number: row.number, area: row.area, urban: row.urban, registeredOn: row.registeredOn, head: { id: row.head, name: names[i] ?? null }, members: row.members.length, programmes: row.programmes,
  }));
}
