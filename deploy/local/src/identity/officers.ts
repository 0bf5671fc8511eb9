import { areaName } from '@hearth/contracts';

/** The sample officers of the development sign-in: invented accounts named by their task, nobody's names. */
export interface Text3 {
  zh: string;
  mn: string;
  en: string;
}

export interface SampleOfficer {
  username: string;
  role: string;
  area: string;
  name: Text3;
}

export const roleTitles = {
  village: { zh: '村级经办人', mn: 'Тосгоны ажилтан', en: 'Village officer' },
  'resident-representative': { zh: '居民代表', mn: 'Оршин суугчдын төлөөлөгч', en: 'Resident representative' },
  town: { zh: '乡镇经办人', mn: 'Балгасны ажилтан', en: 'Town officer' },
  'county-reviewer': { zh: '县级审核人', mn: 'Шяний хянагч', en: 'County reviewer' },
  'county-approver': { zh: '县级审批人', mn: 'Шяний батлагч', en: 'County approver' },
  'county-reconsideration': { zh: '县级复核人', mn: 'Шяний дахин хянагч', en: 'County reconsideration' },
  'verification-officer': { zh: '核对员', mn: 'Шалгалтын ажилтан', en: 'Verification officer' },
  'finance-maker': { zh: '财务制单人', mn: 'Санхүүгийн бэлтгэгч', en: 'Finance maker' },
  'finance-checker': { zh: '财务复核人', mn: 'Санхүүгийн хянагч', en: 'Finance checker' },
  'bagh-governor': { zh: '巴格长', mn: 'Багийн Засаг дарга', en: 'Bagh governor' },
  'soum-social-worker': { zh: '苏木社工', mn: 'Сумын нийгмийн ажилтан', en: 'Soum social worker' },
  'rule-author': { zh: '规则制定人', mn: 'Дүрэм боловсруулагч', en: 'Rule author' },
  'rule-approver': { zh: '规则审批人', mn: 'Дүрэм батлагч', en: 'Rule approver' },
  analyst: { zh: '部级分析员', mn: 'Яамны шинжээч', en: 'Ministry analyst' },
  auditor: { zh: '审计员', mn: 'Аудитор', en: 'Auditor' },
  operations: { zh: '运维员', mn: 'Системийн ажилтан', en: 'Operations' },
} satisfies Record<string, Text3>;

type Role = keyof typeof roleTitles;

const [everywhere, soum] = ['*', 'MN-073-04'];

function countyOfficers(suffix: string, villages: readonly [string, string], town: string, county: string): SampleOfficer[] {
  const rows: [string, Role, string][] = [
    ['village1', 'village', villages[0]], ['village2', 'village', villages[1]], ['resident1', 'resident-representative', villages[0]],
    ['town1', 'town', town], ['town2', 'town', town],
    ['county1', 'county-reviewer', county], ['county2', 'county-approver', county], ['county3', 'county-reconsideration', county],
    ['verify1', 'verification-officer', county], ['finance1', 'finance-maker', county], ['finance2', 'finance-checker', county],
  ];
  return rows.map(([username, role, area]) => officer(`${username}${suffix}`, role, area));
}

/** Two of a role are told apart by the number in their user name. */
function officer(username: string, role: Role, area: string): SampleOfficer {
  const title = roleTitles[role];
  const number = ['village', 'town', 'soum-social-worker', 'operations'].includes(role) ? ` ${/\d/.exec(username)?.[0]}` : '';
  return { username, role, area, name: { zh: `${title.zh}${number}`, mn: `${title.mn}${number}`, en: `${title.en}${number}` } };
}

export interface OfficerGroup {
  title: Text3;
  officers: SampleOfficer[];
}

/** As the sign-in page shows them; who serves where decides what they see. */
export const officerGroups: readonly OfficerGroup[] = [
  { title: areaName('341524'), officers: countyOfficers('', ['341524100001', '341524100002'], '341524100', '341524') },
  { title: areaName('341522'), officers: countyOfficers('-b', ['341522101200', '341522101202'], '341522101', '341522') },
  {
    title: areaName('MN-073'),
    officers: [
      officer('mn-bagh1', 'bagh-governor', 'MN-073-04-01'), officer('mn-soum1', 'soum-social-worker', soum), officer('mn-soum2', 'soum-social-worker', soum),
      officer('mn-finance1', 'finance-maker', soum), officer('mn-finance2', 'finance-checker', soum),
    ],
  },
  {
    title: { zh: '全部地区', mn: 'Бүх нутаг', en: 'All areas' },
    officers: [
      officer('rules1', 'rule-author', everywhere), officer('rules2', 'rule-approver', everywhere), officer('analyst1', 'analyst', everywhere),
      officer('auditor1', 'auditor', everywhere), officer('ops1', 'operations', everywhere), officer('ops2', 'operations', everywhere),
    ],
  },
];

export const sampleOfficers: readonly SampleOfficer[] = officerGroups.flatMap((group) => group.officers);

const byName = new Map(sampleOfficers.map((one) => [one.username, one]));

export const findOfficer = (username: string): SampleOfficer | undefined => byName.get(username);

/** What every token says of its officer. */
export const claimsOf = ({ username, role, area, name }: SampleOfficer): { sub: string; role: string; area: string; name: string } =>
  ({ sub: username, role, area, name: area.startsWith('MN') ? name.mn : name.zh });
