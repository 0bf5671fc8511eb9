import type { HolidayCalendar } from '../working-days.ts';

/**
 * Mongolia: the sixteen days off of the law on public holidays and commemorative days (Нийтээр тэмдэглэх баярын болон тэмдэглэлт өдрүүдийн
 * тухай хууль): 1 January; Tsagaan Sar, three days; 8 March; 1 June; the Buddha's day; Naadam, 10–15 July; Chinggis Khaan's day;
 * 26 November; 29 December. Three of them follow the Mongolian lunar calendar. A holiday on a weekend is not made up for by law, but the
 * government may shift single working days (Labour Law, art. 43.3): such shifts are in here as far as `source` names them.
 */
export const MN_CALENDAR = {
  country: 'MN',
  years: {
    '2025': {
      source: 'Law on public holidays and commemorative days; government decision of 4 June 2025: 16 and 17 July off',
      holidays: [
        '2025-01-01', '2025-03-01', '2025-03-02', '2025-03-03', '2025-03-08', '2025-06-01', '2025-06-11',
        '2025-07-10', '2025-07-11', '2025-07-12', '2025-07-13', '2025-07-14', '2025-07-15', '2025-07-16', '2025-07-17',
        '2025-11-21', '2025-11-26', '2025-12-29',
      ],
      makeUpWorkingDays: [],
    },
    '2026': {
      source:
        'Law on public holidays and commemorative days; government decision of 21 January 2026: 17 February off, 28 February worked. ' +
        'The Buddha’s day and Chinggis Khaan’s day are reckoned by the lunar calendar, not read from a notice; other shifts of 2026 are not confirmed',
      holidays: [
        '2026-01-01', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-03-08', '2026-05-31', '2026-06-01',
        '2026-07-10', '2026-07-11', '2026-07-12', '2026-07-13', '2026-07-14', '2026-07-15',
        '2026-11-10', '2026-11-26', '2026-12-29',
      ],
      makeUpWorkingDays: ['2026-02-28'],
    },
  },
} as const satisfies HolidayCalendar;
