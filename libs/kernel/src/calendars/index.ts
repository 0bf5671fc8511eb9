import type { Country } from '../area.ts';
import type { HolidayCalendar } from '../working-days.ts';
import { CN_CALENDAR } from './cn.ts';
import { MN_CALENDAR } from './mn.ts';

/** The calendar of working days each country keeps. */
export const HOLIDAY_CALENDARS: Readonly<Record<Country, HolidayCalendar>> = { CN: CN_CALENDAR, MN: MN_CALENDAR };
