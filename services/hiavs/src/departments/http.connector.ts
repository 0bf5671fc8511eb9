import type { Source } from '@hearth/contracts';
import { moneyProblem, type Money } from '@hearth/kernel';
import { type DepartmentAnswer, type DepartmentConnector, DepartmentFault, type DepartmentInquiry, type DepartmentItem } from './connector.ts';

const MOST_ITEMS = 500;

/** Departments that answer JSON over HTTP: `POST {url}/departments/{source}/inquiries`. */
export class HttpConnector implements DepartmentConnector {
  constructor(private readonly url: string) {}

  async ask(source: Source, inquiry: DepartmentInquiry, signal: AbortSignal): Promise<DepartmentAnswer> {
    const body = await this.post(new URL(`/departments/${source}/inquiries`, this.url), inquiry, signal).catch((error: unknown) => {
      if (error instanceof DepartmentFault) throw error;
      throw new DepartmentFault(signal.aborted ? 'timed-out' : 'unreachable');
    });
    return readAnswer(body, inquiry.inquiry);
  }

  private async post(url: URL, inquiry: DepartmentInquiry, signal: AbortSignal): Promise<unknown> {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(inquiry), signal, redirect: 'error' });
    if (!response.ok) {
      await response.body?.cancel();
      throw new DepartmentFault(response.status >= 500 || response.status === 429 ? 'failed' : 'refused');
    }
    const text = await response.text();
    try { return JSON.parse(text) as unknown; } catch { throw new DepartmentFault('unreadable'); }
  }
}

/** Takes nothing on trust: an answer that cannot be compared later is none. */
function readAnswer(body: unknown, inquiry: string): DepartmentAnswer {
  if (!isObject(body) || body['inquiry'] !== inquiry || typeof body['receipt'] !== 'string' || !/^[\w.:/-]{1,100}$/.test(body['receipt'])) throw new DepartmentFault('unreadable');
  const items = body['items'];
  if (!Array.isArray(items) || items.length > MOST_ITEMS) throw new DepartmentFault('unreadable');
  const read = items.map(readItem);
  if (new Set(read.flatMap((item) => item.value?.currency ?? [])).size > 1) throw new DepartmentFault('unreadable');
  return { receipt: body['receipt'], items: read };
}

function readItem(item: unknown): DepartmentItem {
  if (!isObject(item)) throw new DepartmentFault('unreadable');
  const { kind, value = null, count = null, detail = null } = item;
  const fits = typeof kind === 'string' && /^[a-z][a-z-]{0,39}$/.test(kind) && (value === null || moneyProblem(value) === undefined)
    && (count === null || (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0)) && (detail === null || (typeof detail === 'string' && detail.length <= 500));
  if (!fits) throw new DepartmentFault('unreadable');
  return { kind, value: value === null ? null : amount(value as Money), count, detail };
}

const amount = ({ minor, currency }: Money): Money => ({ minor, currency });
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
