import type { InquiryAnswered } from '@hearth/contracts';
import type { Publication } from '@hearth/messaging';
import type { RecordedAnswer } from '../verification/verification.ts';

/** That a department answered is for others to know; what it said is theirs in the report only. */
function inquiryAnswered({ household, verification, inquiry, person, source, askedAt, answeredAt, outcome }: RecordedAnswer): InquiryAnswered {
  return { household, verification, inquiry, person, source, askedAt, answeredAt, outcome };
}

export const publications: readonly Publication[] = [
  { on: 'InquiryAnswered', publish: ({ data }) => ({ type: 'hearth.hiavs.InquiryAnswered', version: 1, data: inquiryAnswered(data as RecordedAnswer) }) },
  { on: 'VerificationReported', publish: ({ data }) => ({ type: 'hearth.hiavs.VerificationReported', version: 1, data }) },
];
