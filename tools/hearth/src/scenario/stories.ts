import { childMoney } from './child-money.ts';
import { departmentDown } from './department-down.ts';
import { dibao, dibao2021 } from './dibao.ts';
import { refused } from './refused.ts';
import { seed } from './seed.ts';
import { sharedRecord } from './shared-record.ts';
import type { Story } from './story.ts';
import { tekun } from './tekun.ts';

/** Every story `hearth scenario` can tell. */
export const stories: Readonly<Record<string, (story: Story) => Promise<void>>> = {
  seed, dibao, 'dibao-2021': dibao2021, tekun, 'child-money': childMoney, 'shared-record': sharedRecord, 'department-down': departmentDown, refused,
};
