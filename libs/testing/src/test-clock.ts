import { addDuration } from '@hearth/kernel';
import type { Clock } from '@hearth/service-host';

/** A clock that stands where a suite puts it and only moves forward. */
export class TestClock implements Clock {
  constructor(private instant = '2026-11-22T02:00:00.000Z') {}
  now(): Date { return new Date(this.instant); }
  advance(duration: string): void { this.instant = addDuration(this.instant, duration); }
}
