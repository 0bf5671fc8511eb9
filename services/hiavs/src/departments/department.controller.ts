import { EventStore } from '@hearth/event-store';
import { Asking } from '@hearth/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpenInquiries } from '../inquiries/open-inquiries.ts';
import { DepartmentLines } from './department-lines.ts';

@ApiTags('departments')
@Controller()
export class DepartmentController {
  constructor(@Inject(DepartmentLines) private readonly lines: DepartmentLines, @Inject(OpenInquiries) private readonly open: OpenInquiries, @Inject(EventStore) private readonly store: EventStore) {}

  /** Can each department be asked, since when not, and how many inquiries wait for it. */
  @Get('departments') @ApiOperation({ summary: 'State of the lines to the departments' })
  async departments(): Promise<object> {
    const waiting = await this.open.bySource();
    const items = this.lines.describe().map((line) => ({ ...line, open: waiting.get(line.source)?.open ?? 0, late: waiting.get(line.source)?.late ?? 0 }));
    return { items, total: items.length, next: null };
  }

  /** How many facts of each kind this service holds, in the officer's area. */
  @Get('counts')
  async counts(@Asking() { officer }: Asking): Promise<object> {
    const within = officer.area === '*' ? '' : 'WHERE (area = $1 OR area LIKE $2)';
    const values = officer.area === '*' ? [] : [officer.area, officer.area.startsWith('MN') ? `${officer.area}-%` : `${officer.area}%`];
    const { rows } = await this.store.pool.query<{ type: string; n: number; unknown: number }>(
      `SELECT type, count(*) AS n, count(*) FILTER (WHERE type = 'ChangeNoticed' AND household IS NULL) AS unknown FROM events ${within} GROUP BY type`, values);
    const of = (type: string): number => rows.find((row) => row.type === type)?.n ?? 0;
    return {
      verifications: of('VerificationOpened'), answers: of('InquiryAnswered'), late: of('InquiryFailed'), reports: of('VerificationReported'), settlements: of('ItemSettled'), waivers: of('SourceWaived'),
      notices: { taken: of('ChangeNoticed'), unknown: rows.find((row) => row.type === 'ChangeNoticed')?.unknown ?? 0 },
    };
  }
}
