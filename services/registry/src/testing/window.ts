import { type Caller, sampleResidentId } from '@hearth/testing';

/** A family as the window registers it. */
export interface Registered { readonly id: string; readonly members: readonly { readonly id: string; readonly relation: string }[]; readonly supporters: readonly { readonly id: string }[]; readonly authorisation: string }
export interface PersonOfRequest { id?: unknown; name: unknown; idNumber: string; birthDate?: unknown; disability?: unknown; readonly [field: string]: unknown }
export interface FamilyRequest { members: PersonOfRequest[]; [field: string]: unknown }

const AREA = '341524100001';
let sequence = 0;

/** Two parents, a child and a son outside the household; every one of another number each time. */
export function familyRequest(over: object = {}): FamilyRequest {
  const number = (birthDate: string): string => { sequence += 1; return sampleResidentId(birthDate, sequence, '990102'); };
  return {
    area: AREA, urban: false, address: '河湾组 12 号',
    members: [
      { name: '陈守田', idKind: 'cn-resident-id', idNumber: number('1974-03-02'), relation: 'head', phone: '13800002207', workCapacity: 'partial' }, { name: '王玉梅', idKind: 'cn-resident-id', idNumber: number('1977-06-11'), relation: 'spouse' },
      { name: '陈小雨', idKind: 'cn-resident-id', idNumber: number('2011-09-01'), relation: 'child', student: true },
    ],
    supporters: [{ name: '陈立新', idKind: 'cn-resident-id', idNumber: number('1999-12-11'), relation: 'child' }],
    incomes: [{ member: 0, kind: 'wages', annual: { minor: 1_740_000, currency: 'CNY' } }], properties: [{ member: 1, kind: 'deposits', value: { minor: 320_000, currency: 'CNY' }, count: 1 }],
    authorisation: { programme: 'dibao', agent: 0, signers: [0, 1] }, ...over,
  };
}

export async function register(window: Caller, over: object = {}): Promise<Registered> {
  const { status, body, text } = await window.post<Registered>('/api/registry/households', familyRequest(over));
  if (status !== 201) throw new Error(`not registered: ${text}`);
  return body;
}
