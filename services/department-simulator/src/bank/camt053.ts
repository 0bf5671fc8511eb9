import { createHash } from 'node:crypto';
import { CURRENCIES } from '@hearth/kernel';
import type { Batch, TakenFile, Transfer } from './bank.ts';
import { writeDecimal } from './amounts.ts';
import { writeDocument, writeXml } from './xml.ts';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08';
/** What every account starts with, in minor units: a county's yearly allocation is far from it. */
const OPENING_FUNDS = 100_000_000_000;

interface Entry {
  readonly reference: string;
  readonly batch: Batch;
  readonly transfer: Transfer;
  /** The reason of a return, which is a credit; undefined for a payment, which is a debit. */
  readonly returned: string | undefined;
}

interface AccountDay {
  readonly account: string;
  readonly currency: string;
  readonly opening: number;
  readonly entries: readonly Entry[];
}

const signed = ({ transfer, returned }: Entry): number => (returned === undefined ? -transfer.minor : transfer.minor);
const total = (entries: readonly Entry[]): number => entries.reduce((sum, entry) => sum + signed(entry), 0);

function entriesOf(batch: Batch): Entry[] {
  const paid = batch.transfers.filter(({ rejected }) => rejected === undefined);
  const back = paid.filter(({ returned }) => returned !== undefined);
  return [
    ...paid.map((transfer) => ({ reference: transfer.reference, batch, transfer, returned: undefined })),
    ...back.map((transfer) => ({ reference: `${transfer.reference}R`, batch, transfer, returned: transfer.returned })),
  ];
}

/** One statement for each account and currency the bank knows, with or without bookings on the day. */
function accountDays(files: readonly TakenFile[], date: string): AccountDay[] {
  const entries = files.flatMap(({ batches }) => batches).filter((batch) => batch.date <= date).flatMap(entriesOf);
  const accounts = [...new Set(entries.map(({ batch }) => batch.account))];
  return accounts.flatMap((account) => CURRENCIES.flatMap((currency) => {
    const own = entries.filter(({ batch, transfer }) => batch.account === account && transfer.currency === currency);
    if (own.length === 0) return [];
    const opening = OPENING_FUNDS + total(own.filter(({ batch }) => batch.date < date));
    return [{ account, currency, opening, entries: own.filter(({ batch }) => batch.date === date) }];
  }));
}

const amount = (minor: number, currency: string): Record<string, string> => ({ '@Ccy': currency, '#text': writeDecimal(minor) });
const bankCode = (family: string, subFamily: string): Record<string, unknown> => ({ Domn: { Cd: 'PMNT', Fmly: { Cd: family, SubFmlyCd: subFamily } } });

function balance(type: 'OPBD' | 'CLBD', minor: number, currency: string, date: string): Record<string, unknown> {
  return { Tp: { CdOrPrtry: { Cd: type } }, Amt: amount(minor, currency), CdtDbtInd: minor < 0 ? 'DBIT' : 'CRDT', Dt: { Dt: date } };
}

function entryXml({ reference, batch, transfer, returned }: Entry): Record<string, unknown> {
  const { minor, currency, instructionId, endToEndId } = transfer;
  const direction = returned === undefined ? 'DBIT' : 'CRDT';
  const references = {
    MsgId: batch.messageId,
    AcctSvcrRef: transfer.reference,
    PmtInfId: batch.id,
    ...(instructionId === undefined ? {} : { InstrId: instructionId }),
    EndToEndId: endToEndId,
  };
  return {
    NtryRef: reference,
    Amt: amount(minor, currency),
    CdtDbtInd: direction,
    Sts: { Cd: 'BOOK' },
    BookgDt: { Dt: batch.date },
    ValDt: { Dt: batch.date },
    AcctSvcrRef: reference,
    // Issued credit transfer: domestic, or its reversal because the payment came back.
    BkTxCd: returned === undefined ? bankCode('ICDT', 'DMCT') : bankCode('ICDT', 'RRTN'),
    NtryDtls: {
      TxDtls: {
        Refs: references,
        Amt: amount(minor, currency),
        CdtDbtInd: direction,
        ...(returned === undefined ? {} : { RtrInf: { Rsn: { Cd: returned } } }),
      },
    },
  };
}

const summary = (entries: readonly Entry[]): Record<string, string> => ({ NbOfNtries: String(entries.length), Sum: writeDecimal(total(entries)) });

/** An id that changes with the content: a day's statement asked for again after more bookings is another statement. */
function contentId(date: string, days: readonly AccountDay[]): string {
  const hash = createHash('sha256').update(JSON.stringify(days.map(({ account, currency, entries }) => [account, currency, entries.map(({ reference }) => reference)])));
  return `${date.replaceAll('-', '')}-${hash.digest('hex').slice(0, 20)}`;
}

function* statement(day: AccountDay, date: string, createdAt: string): Generator<string> {
  const { account, currency, opening, entries } = day;
  const credits = entries.filter(({ returned }) => returned !== undefined);
  const debits = entries.filter(({ returned }) => returned === undefined);
  yield '<Stmt>';
  yield writeXml({
    Id: contentId(date, [day]),
    CreDtTm: createdAt,
    FrToDt: { FrDtTm: `${date}T00:00:00`, ToDtTm: `${date}T23:59:59` },
    Acct: { Id: { Othr: { Id: account } }, Ccy: currency },
    Bal: [balance('OPBD', opening, currency, date), balance('CLBD', opening + total(entries), currency, date)],
    TxsSummry: { TtlCdtNtries: summary(credits), TtlDbtNtries: summary(debits) },
  });
  for (const entry of entries) yield writeXml({ Ntry: entryXml(entry) });
  yield '</Stmt>';
}

function* statements(files: readonly TakenFile[], date: string): Generator<string> {
  const known = accountDays(files, date);
  // A bank without accounts still answers with a valid, empty statement.
  const days = known.length > 0 ? known : [{ account: 'NOTPROVIDED', currency: CURRENCIES[0], opening: 0, entries: [] }];
  const createdAt = files.findLast(({ batches }) => batches.some((batch) => batch.date === date))?.takenAt ?? `${date}T23:59:59Z`;
  yield writeXml({ GrpHdr: { MsgId: contentId(date, days), CreDtTm: createdAt } });
  for (const day of days) yield* statement(day, date, createdAt);
}

/** The statement of a booking day: every payment a debit, every returned one a credit besides. */
export const writeCamt053 = (files: readonly TakenFile[], date: string): Iterable<string> => writeDocument(NAMESPACE, 'BkToCstmrStmt', statements(files, date));
