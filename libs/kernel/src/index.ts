export { CURRENCIES, add, allocate, compare, divideHalfUp, isMoney, money, moneyProblem, sub, sum, times, timesRatio } from './money.ts';
export type { Currency, Money } from './money.ts';
export { addDays, addMonths, completedAge, dayProblem, daysBetween, firstDay, isDay, isPeriod, lastDay, periodOf, periodProblem, weekday } from './days.ts';
export type { Day, Period } from './days.ts';
export { CHINA_TIME, addDuration, dayOf, endOfDay, durationProblem, instantProblem, isInstant, isoDuration } from './instants.ts';
export type { Duration, Instant } from './instants.ts';
export { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';
export type { HolidayCalendar, HolidayYear, ReckonedDay } from './working-days.ts';
export { clockState, dueDay } from './clocks.ts';
export type { ClockState, TimeLimit } from './clocks.ts';
export { CN_CALENDAR } from './calendars/cn.ts';
export { MN_CALENDAR } from './calendars/mn.ts';
export { HOLIDAY_CALENDARS } from './calendars/index.ts';
export {
  maskAccount, maskId, maskPhone, mongolianIdFacts, mongolianIdProblem, normaliseId, residentIdCheckDigit, residentIdFacts, residentIdProblem,
} from './national-id.ts';
export type { IdProblem } from './national-id.ts';
export { ALL_AREAS, ancestors, areaLevel, areaProblem, areaTimeZone, countryOf, currencyOf, isWithin, parentArea, timeZoneOf } from './area.ts';
export type { AreaCode, AreaLevel, Country } from './area.ts';
export { inForce, overlapProblem } from './effective-dated.ts';
export type { EffectiveDated } from './effective-dated.ts';
export { UUID_PATTERN, isUuid } from './uuid.ts';
