import { residentIdCheckDigit } from '@hearth/kernel';

const idNumber = (birthDate: string, sequence: string): string => {
  const first17 = `990177${birthDate.replaceAll('-', '')}${sequence}`;
  return `${first17}${residentIdCheckDigit(first17)}`;
};

/** Invented values that occur nowhere else, so that each can be looked for everywhere. */
export const VALUES = {
  'name of the head': '欧阳寻踪', 'name of the wife': '慕容觅迹', 'number of the head': idNumber('1971-04-05', '713'), 'number of the wife': idNumber('1973-08-09', '724'),
  phone: '13955501739', address: '寻踪湾九十七号院', account: '621799003355171', 'name of a stranger': '司徒无影', 'number of a stranger': idNumber('1980-01-02', '735'), 'number of nobody': idNumber('1984-05-06', '746'),
} as const;

/** The family as the window registers it; the strangers are spoken of in requests that are refused. */
export const knownFamily = (): object => ({
  area: '341524100001', urban: false, address: VALUES.address, incomes: [{ member: 0, kind: 'wages', annual: { minor: 900_000, currency: 'CNY' } }], properties: [],
  dwelling: { material: 'brick-wood', ownership: 'owned', rooms: 3 },
  members: [
    { name: VALUES['name of the head'], idKind: 'cn-resident-id', idNumber: VALUES['number of the head'], relation: 'head', phone: VALUES.phone, workCapacity: 'partial' },
    { name: VALUES['name of the wife'], idKind: 'cn-resident-id', idNumber: VALUES['number of the wife'], relation: 'spouse' },
  ],
  authorisation: { programme: 'dibao', agent: 0, signers: [0, 1] },
});

export const stranger = { name: VALUES['name of a stranger'], idKind: 'cn-resident-id', idNumber: VALUES['number of a stranger'], relation: 'other', phone: VALUES.phone } as const;
