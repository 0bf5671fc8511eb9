import { ancestors, areaLevel, type Day } from '@hearth/kernel';
import { namedId } from '@hearth/service-host';
import type { Submission } from './application.events.ts';

/** The county, or soum, whose finance office pays. */
export const payingArea = (area: string): string => [area, ...ancestors(area)].find((code) => ['county', 'soum'].includes(areaLevel(code))) ?? area;

/** One list a day for each programme and paying area: what is sent on the same day is on the same list. */
export const paymentListId = ({ area, programme }: Submission, on: Day): string => namedId(`payment-list:${payingArea(area)}:${programme}:${on}`);
