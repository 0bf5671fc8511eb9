import type { Icon } from '@tabler/icons-react';
import {
  IconBell, IconCash, IconChartBar, IconClock, IconFileText, IconFlask, IconHeartbeat, IconHome, IconInbox, IconListDetails, IconMap2, IconMathFunction, IconMoodKid, IconSearch, IconShieldCheck, IconUser,
} from '@tabler/icons-react';
import type { Role } from '../identity/officer.ts';
import type { Messages } from '../i18n/zh.ts';

export type MenuKey = keyof Messages['shell']['menuItem'];
export type GroupKey = keyof Messages['shell']['group'];
export interface MenuEntry { readonly key: MenuKey; readonly to: string; readonly group: GroupKey; readonly icon: Icon }

const work: MenuEntry = { key: 'work', to: '/work', group: 'work', icon: IconInbox };
const apply: MenuEntry = { key: 'applications', to: '/applications/new', group: 'work', icon: IconFileText };
const households: MenuEntry = { key: 'households', to: '/households', group: 'work', icon: IconHome };
const verifications: MenuEntry = { key: 'verifications', to: '/verifications', group: 'work', icon: IconShieldCheck };
const payroll: MenuEntry = { key: 'payroll', to: '/payroll', group: 'money', icon: IconCash };
const dashboards: MenuEntry = { key: 'dashboards', to: '/dashboards', group: 'insight', icon: IconChartBar };
const overview: MenuEntry = { key: 'overview', to: '/dashboards', group: 'insight', icon: IconChartBar };
const figures: readonly MenuEntry[] = [
  overview,
  { key: 'areas', to: '/dashboards#areas', group: 'insight', icon: IconMap2 },
  { key: 'times', to: '/dashboards#times', group: 'insight', icon: IconClock },
  { key: 'money', to: '/dashboards#money', group: 'insight', icon: IconCash },
  { key: 'children', to: '/dashboards#children', group: 'insight', icon: IconMoodKid },
];

const rules: MenuEntry = { key: 'rules', to: '/rules', group: 'rules', icon: IconListDetails };
const formulas: MenuEntry = { key: 'formulas', to: '/formulas', group: 'rules', icon: IconMathFunction };
const lab: MenuEntry = { key: 'lab', to: '/lab', group: 'rules', icon: IconFlask };
const watch: MenuEntry = { key: 'watch', to: '/watch', group: 'control', icon: IconBell };
const operations: MenuEntry = { key: 'operations', to: '/operations', group: 'control', icon: IconHeartbeat };
const policy = [rules, formulas, lab, ...figures, watch];
const field = [work, apply, households, verifications, dashboards];
const county = [work, households, verifications, dashboards];
const finance = [payroll, households, dashboards];

/** What a role may do, at most nine entries; what it may not open is not there. */
export const menuOf: Readonly<Record<Role, readonly MenuEntry[]>> = {
  village: [work, apply, households, dashboards],
  'resident-representative': [work, dashboards],
  town: [...field, formulas],
  'bagh-governor': [work, apply, households, dashboards, formulas],
  'soum-social-worker': [...field, formulas],
  'county-reviewer': [...county, formulas],
  'county-approver': county,
  'county-reconsideration': county,
  'verification-officer': [verifications, households, dashboards],
  'finance-maker': finance,
  'finance-checker': finance,
  'rule-author': policy,
  'rule-approver': policy,
  analyst: [...figures, rules, formulas, lab, watch],
  auditor: [households, overview, ...figures.slice(1, 4), rules, formulas, lab, watch],
  operations: [operations, dashboards],
};

/** The bottom bar of a phone holds four: the role's first ones, finding, and the officer's own. */
export function tabsOf(role: Role): readonly MenuEntry[] {
  const find: MenuEntry = { key: 'find', to: '/households', group: 'work', icon: IconSearch };
  const me: MenuEntry = { key: 'me', to: '/me', group: 'work', icon: IconUser };
  const first = menuOf[role].filter((entry) => entry.to !== '/households').slice(0, 2);
  const finds = menuOf[role].some((entry) => entry.to === '/households');
  const third = finds ? [find] : menuOf[role].slice(2, 3);
  return [...first, ...third, me];
}

export const isCurrent = (entry: MenuEntry, path: string, hash: string): boolean => {
  const [to = '', anchor] = entry.to.split('#');
  if (path !== to && !path.startsWith(`${to}/`)) return false;
  return anchor === undefined ? hash === '' || !to.startsWith('/dashboards') : hash === `#${anchor}`;
};
