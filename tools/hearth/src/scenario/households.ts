import { type Draw, byChance, type InventedPerson, inventFamily, inventMongolianFamily } from './people.ts';
import type { DepartmentFact } from '../simulator.ts';

export const yuan = (amount: number): { minor: number; currency: 'CNY' } => ({ minor: Math.round(amount * 100), currency: 'CNY' });
export const ADULT_SOURCES = ['household-registration', 'tax', 'vehicles', 'employment', 'bank', 'commercial-insurance', 'securities'] as const;

/** Body of POST /api/registry/households, as far as stories and samples use it. */
export interface HouseholdToRegister {
  readonly id?: string;
  readonly area: string;
  readonly hukouArea?: string;
  readonly urban: boolean;
  readonly address?: string;
  readonly members: readonly InventedPerson[];
  readonly supporters?: readonly InventedPerson[];
  readonly incomes?: readonly { member: number; kind: string; annual: { minor: number; currency: string } }[];
  readonly properties?: readonly { member: number; kind: string; value?: { minor: number; currency: string }; count: number }[];
  readonly dwelling?: object;
  readonly livingConditions?: object;
  readonly answers?: Readonly<Record<string, string | number | null>>;
  readonly authorisation?: { programme: string; agent: number; signers: readonly number[]; supportersSign?: boolean };
}

export const FARMHOUSE = {
  dwelling: { material: 'brick-wood', ownership: 'owned', rooms: 3 },
  livingConditions: { fuel: 'wood', toilet: 'latrine', water: 'protected', electricity: true, assets: ['phone', 'bicycle'] },
};

/** Two parents and two children of school age; `wages` of the head and a little farming, in yuan a year. */
export function familyOfFour(o: { area: string; programme: string; on: string; wages: number; draw?: Draw }): HouseholdToRegister {
  const draw = o.draw ?? byChance;
  const members = inventFamily([
    { relation: 'head', years: 42, sex: 'male', more: { workCapacity: 'partial', phone: `138${String(draw(1e8)).padStart(8, '0')}` } },
    { relation: 'spouse', years: 40, sex: 'female', more: { workCapacity: 'able' } },
    { relation: 'child', years: 14, more: { student: true } }, { relation: 'child', years: 10, more: { student: true } },
  ], o.on, draw);
  return {
    area: o.area, hukouArea: o.area, urban: false, address: `第${1 + draw(9)}组 ${1 + draw(80)} 号`, members, ...FARMHOUSE,
    incomes: [{ member: 0, kind: 'wages', annual: yuan(o.wages) }, { member: 1, kind: 'business', annual: yuan(2400) }],
    properties: [{ member: 0, kind: 'deposits', value: yuan(3200), count: 1 }],
    authorisation: { programme: o.programme, agent: 0, signers: [0, 1] },
  };
}

/** A man of 72 who lives alone, without relatives who could support him. */
export function oldManAlone(o: { area: string; on: string; draw?: Draw }): HouseholdToRegister {
  const members = inventFamily([{ relation: 'head', years: 72, sex: 'male', more: { workCapacity: 'none' } }], o.on, o.draw ?? byChance);
  return {
    area: o.area, hukouArea: o.area, urban: false, address: '村东老屋', members, ...FARMHOUSE,
    incomes: [{ member: 0, kind: 'transfers', annual: yuan(1500) }], properties: [{ member: 0, kind: 'deposits', value: yuan(800), count: 1 }],
    authorisation: { programme: 'tekun', agent: 0, signers: [0] },
  };
}

/** Two parents and three children in a bagh, with the answers of the scorecard. */
export function herderFamily(o: { area: string; on: string; answers: Readonly<Record<string, string | number | null>>; draw?: Draw }): HouseholdToRegister {
  const members = inventMongolianFamily([
    { relation: 'head', years: 36, sex: 'male', more: { workCapacity: 'able' } }, { relation: 'spouse', years: 34, sex: 'female', more: { workCapacity: 'able' } },
    { relation: 'child', years: 12, more: { student: true } }, { relation: 'child', years: 8, more: { student: true } }, { relation: 'child', years: 3 },
  ], o.on, o.draw ?? byChance);
  return {
    area: o.area, urban: false, members, dwelling: { material: 'ger', ownership: 'owned', rooms: 1 },
    livingConditions: { fuel: 'dung', toilet: 'latrine', water: 'distant', electricity: false, assets: ['radio', 'motorbike'] }, answers: o.answers,
  };
}

const REGISTERED = { kind: 'registered', value: null, count: 1, detail: 'registered here' };

/** What the seven departments hold so that everything the family declared is found to be so. */
export function departmentsAgree(household: HouseholdToRegister): DepartmentFact[] {
  const people = [...household.members, ...household.supporters ?? []].filter((p) => p.idKind === 'cn-resident-id');
  return people.flatMap((person, i): DepartmentFact[] => {
    const sum = (kind: string): number => (household.incomes ?? []).filter((e) => e.member === i && e.kind === kind).reduce((n, e) => n + e.annual.minor, 0);
    const held = (kind: string): { minor: number; count: number } => (household.properties ?? []).filter((e) => e.member === i && e.kind === kind).reduce((n, e) => ({ minor: n.minor + (e.value?.minor ?? 0), count: n.count + e.count }), { minor: 0, count: 0 });
    const money = (kind: string, minor: number, count: number | null = null): DepartmentFact['items'] => (minor > 0 ? [{ kind, value: { minor, currency: 'CNY' }, count, detail: 'as declared' }] : []);
    const wages = sum('wages');
    return [
      { department: 'household-registration', idNumber: person.idNumber, items: [REGISTERED] },
      { department: 'tax', idNumber: person.idNumber, items: money('wages', wages) },
      { department: 'employment', idNumber: person.idNumber, items: money('wages', wages) },
      { department: 'bank', idNumber: person.idNumber, items: money('deposits', held('deposits').minor, held('deposits').count) },
    ];
  });
}
