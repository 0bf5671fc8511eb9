import type { Story } from './story.ts';
import { expect } from './story.ts';
import { advance, today } from './steps.ts';
import type { Case } from './case.ts';

export interface Finance { readonly maker: string; readonly checker: string; readonly area: string }
export interface Payroll { readonly id: string; readonly status: string; readonly count: number; readonly total: { readonly minor: number; readonly currency: string }; readonly file: { readonly executionDate: string } | null }
interface RecordShown { readonly payments: readonly { readonly programme: string; readonly period: string; readonly status: string; readonly money: { readonly minor: number } }[]; readonly programmes: readonly { readonly programme: string; readonly status: string }[] }

/** From the first month after approval to the closed period: payroll by two people, bank file, status, statement, collection, reconciliation. */
export async function pay(story: Story, file: Case, programme: string, finance: Finance): Promise<void> {
  const { client, simulator } = story.world;
  const period = await nextMonth(story);
  await advance(story, await untilFirst(story), `the month ${period} begins`);
  const payroll = await story.step('payroll by the maker', () => client.post<Payroll>(finance.maker, '/api/payments/payrolls', { programme, period, area: finance.area }));
  const path = `/api/payments/payrolls/${payroll.id}`;
  await story.step('submitted; the maker may not approve', async () => {
    await client.post(finance.maker, `${path}/submission`);
    const refused = await client.post(finance.maker, `${path}/approval`, { total: (await client.get<Payroll>(finance.maker, path)).total }).then(() => null, (error: { status?: number }) => error.status);
    expect(refused === 403, `the maker's approval was answered ${refused ?? 'with success'}`);
    return 'refused with 403';
  });
  await story.step('approved by the checker, who types the total', async () => {
    const { total } = await client.get<Payroll>(finance.checker, path);
    await client.post(finance.checker, `${path}/approval`, { total });
    return `${(total.minor / 100).toFixed(2)} ${total.currency}`;
  });
  const bankFile = await story.step('bank file (pain.001) to the bank', async () => simulator.sendFile(await client.text(finance.checker, `${path}/bank-file`)));
  const { file: made } = await client.get<Payroll>(finance.checker, path);
  expect(made, 'the payroll shows no bank file');
  await settle(story, finance, bankFile, made.executionDate);
  await story.step('period closed, reconciled', () => client.post(finance.maker, `${path}/period-close`));
  await story.step('the record shows the payment reconciled', async () => {
    await client.drain();
    const record = await client.get<RecordShown>(finance.checker, `/api/registry/households/${story.ids['household']!}/record`);
    const paid = record.payments.filter((p) => p.programme === programme && p.status === 'reconciled');
    expect(paid.length > 0 && paid.every((p) => p.money.minor > 0), `payments: ${JSON.stringify(record.payments)}`);
    expect(record.programmes.some((p) => p.programme === programme), 'the record does not show the programme');
    return `${paid.length} payment(s), ${paid.reduce((n, p) => n + p.money.minor, 0) / 100}`;
  });
  await story.step('the file shows payroll, collection, reconciliation', () => file.stepsDone(15, 16, 17, 19));
}

async function settle(story: Story, finance: Finance, bankFile: string, executionOn: string): Promise<void> {
  const { client, simulator } = story.world;
  const xml = { 'content-type': 'application/xml' };
  await story.step('bank status, statement and collections taken in', async () => {
    if (await today(story) < executionOn) await client.advance(`P${daysBetween(await today(story), executionOn)}D`);
    const send = async (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<string> => {
      const { matched, unmatched } = await client.post<{ matched: number; unmatched: readonly unknown[] }>(finance.maker, path, body, { headers });
      return `${matched} matched, ${unmatched.length} not`;
    };
    const results = [
      await send('/api/payments/statuses', await simulator.fileStatus(bankFile), xml),
      await send('/api/payments/statements', await simulator.statement(executionOn), xml),
      await send('/api/payments/collections', await simulator.collections(executionOn)),
    ];
    return results.join('; ');
  });
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

async function nextMonth(story: Story): Promise<string> {
  const [year, month] = (await today(story)).split('-').map(Number) as [number, number];
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

async function untilFirst(story: Story): Promise<string> {
  return `P${daysBetween(await today(story), `${await nextMonth(story)}-01`)}D`;
}
