import type { Batch, TakenFile, Transfer } from './bank.ts';
import { writeDecimal } from './amounts.ts';
import { PAIN_001 } from './pain001.ts';
import { writeDocument, writeXml } from './xml.ts';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10';

interface Totals {
  readonly count: number;
  readonly rejected: number;
  readonly minor: number;
}

const totalsOf = (transfers: readonly Transfer[]): Totals => ({
  count: transfers.length,
  rejected: transfers.filter(({ rejected }) => rejected !== undefined).length,
  minor: transfers.reduce((sum, { minor }) => sum + minor, 0),
});

/** ACCP: all are carried out; PART: some; RJCT: none. */
function groupStatus({ count, rejected }: Totals): 'ACCP' | 'PART' | 'RJCT' {
  if (rejected === 0) return 'ACCP';
  return rejected === count ? 'RJCT' : 'PART';
}

const perStatus = ({ count, rejected }: Totals): Record<string, string>[] =>
  [{ DtldNbOfTxs: String(count - rejected), DtldSts: 'ACSC' }, { DtldNbOfTxs: String(rejected), DtldSts: 'RJCT' }].filter(({ DtldNbOfTxs }) => DtldNbOfTxs !== '0');

function transactionStatus({ reference, instructionId, endToEndId, rejected }: Transfer, takenAt: string): Record<string, unknown> {
  const original = { ...(instructionId === undefined ? {} : { OrgnlInstrId: instructionId }), OrgnlEndToEndId: endToEndId };
  return rejected === undefined
    ? { StsId: reference, ...original, TxSts: 'ACSC', AccptncDtTm: takenAt, AcctSvcrRef: reference }
    : { StsId: reference, ...original, TxSts: 'RJCT', StsRsnInf: { Rsn: { Cd: rejected } } };
}

function* paymentStatus(batch: Batch, takenAt: string): Generator<string> {
  const totals = totalsOf(batch.transfers);
  yield '<OrgnlPmtInfAndSts>';
  yield writeXml({ OrgnlPmtInfId: batch.id, OrgnlNbOfTxs: String(totals.count), OrgnlCtrlSum: writeDecimal(totals.minor), PmtInfSts: groupStatus(totals), NbOfTxsPerSts: perStatus(totals) });
  for (const transfer of batch.transfers) yield writeXml({ TxInfAndSts: transactionStatus(transfer, takenAt) });
  yield '</OrgnlPmtInfAndSts>';
}

function* report(file: TakenFile): Generator<string> {
  const totals = totalsOf(file.batches.flatMap(({ transfers }) => transfers));
  yield writeXml({
    GrpHdr: { MsgId: file.id.replaceAll('-', ''), CreDtTm: file.takenAt },
    OrgnlGrpInfAndSts: {
      OrgnlMsgId: file.messageId,
      OrgnlMsgNmId: PAIN_001,
      OrgnlCreDtTm: file.createdAt,
      OrgnlNbOfTxs: String(totals.count),
      OrgnlCtrlSum: writeDecimal(totals.minor),
      GrpSts: groupStatus(totals),
      NbOfTxsPerSts: perStatus(totals),
    },
  });
  for (const batch of file.batches) yield* paymentStatus(batch, file.takenAt);
}

/** The payment status report on a file, the same however often it is asked for. */
export const writePain002 = (file: TakenFile): Iterable<string> => writeDocument(NAMESPACE, 'CstmrPmtStsRpt', report(file));
