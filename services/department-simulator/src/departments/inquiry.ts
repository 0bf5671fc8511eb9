import { Fields } from '../http/fields.ts';
import type { Item } from './catalogue.ts';

/** What HIAVS asks about one person. The name is checked for, and not kept. */
export interface Inquiry {
  readonly inquiry: string;
  readonly authorisation: string | null;
  readonly purpose: string;
  readonly idNumber: string;
  readonly asOf: string;
}

export interface InquiryAnswer {
  readonly inquiry: string;
  readonly receipt: string;
  readonly answeredAt: string;
  readonly items: readonly Item[];
}

/** `answered` and `wrong` were answered 200 the first time, `repeated` again; all others got no answer. */
export type Outcome = 'answered' | 'wrong' | 'repeated' | 'refused' | 'down' | 'failed' | 'abandoned';

export function readInquiry(body: unknown): Inquiry {
  const fields = new Fields(body);
  const inquiry = fields.uuid('inquiry');
  fields.text('name', 140);
  return {
    inquiry,
    authorisation: fields.has('authorisation') ? fields.uuid('authorisation') : null,
    purpose: fields.text('purpose', 200),
    idNumber: fields.idNumber('idNumber'),
    asOf: fields.day('asOf'),
  };
}
