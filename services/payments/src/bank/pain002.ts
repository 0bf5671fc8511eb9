import { type BankMessage, type BankSays, dayAt, instructionOf, type LineProblem, looksLikeId, problem, type ReadLine, reasonCode } from './lines.ts';
import { nodesAt, readLines, readMessage, textAt, type XmlNode } from './xml-message.ts';

const STATUS = { message: 'pain.002.001.10', root: 'CstmrPmtStsRpt', line: 'TxInfAndSts' };

const SETTLED = ['ACSC', 'ACCC'];
/** On its way: received, checked, accepted, waiting. */
const PENDING = ['RCVD', 'ACTC', 'ACCP', 'ACFC', 'ACSP', 'ACWC', 'ACWP', 'ACPD', 'PATC', 'PDNG', 'PART', 'PRES'];

export interface StatusReport extends BankMessage {
  /** A report without transactions speaks of the whole file. */
  readonly whole: { readonly payroll: string | null; readonly says: BankSays | LineProblem } | null;
}

/** Reads a status report: one line a transaction, or one word on the whole file. @throws Rejection malformed-message */
export async function readPain002(text: string): Promise<StatusReport> {
  const message = readMessage(text, STATUS);
  const original = looksLikeId(textAt(message.frame, 'OrgnlGrpInfAndSts', 'OrgnlMsgId'));
  const lines = await readLines(message, STATUS.line, (node, number, block): ReadLine[] => {
    const reference = looksLikeId(textAt(node, 'OrgnlEndToEndId'));
    return [{ line: number, name: `status:${original ?? ''}:${block}`, reference, money: null, on: dayAt(node, 'AccptncDtTm'), says: saysOf(node, number, reference) }];
  });
  return { id: looksLikeId(textAt(message.frame, 'GrpHdr', 'MsgId')), lines, whole: lines.length > 0 ? null : wholeOf(message.frame, original) };
}

function saysOf(node: XmlNode | null, number: number, reference: string | null): BankSays | LineProblem {
  const says = statusOf(textAt(node, 'TxSts'), node, `${STATUS.line}[${number}]/TxSts`);
  return says.type !== 'Problem' && reference === null ? problem('no-reference') : says;
}

function statusOf(status: string | null, node: XmlNode | null, place: string): BankSays | LineProblem {
  if (status === 'RJCT') return { type: 'NoteRejected', reason: reasonCode(reasonOf(node)) };
  if (status !== null && SETTLED.includes(status)) return { type: 'NoteAccepted', on: dayAt(node, 'AccptncDtTm') };
  return status !== null && PENDING.includes(status) ? { type: 'Pending' } : problem('malformed', place);
}

const reasonOf = (node: XmlNode | null): string | null => nodesAt(node, 'StsRsnInf').map((reason) => textAt(reason, 'Rsn', 'Cd')).find((code) => code !== null) ?? null;

/** The group's word, or else that of the payments in it when they agree. */
function wholeOf(frame: XmlNode, original: string | null): StatusReport['whole'] {
  const group = nodesAt(frame, 'OrgnlGrpInfAndSts').find((node) => textAt(node, 'GrpSts') !== null) ?? null;
  const payment = nodesAt(frame, 'OrgnlPmtInfAndSts').find((node) => textAt(node, 'PmtInfSts') !== null) ?? null;
  const status = textAt(group, 'GrpSts') ?? textAt(payment, 'PmtInfSts');
  return { payroll: original === null ? null : instructionOf(original), says: statusOf(status, group ?? payment, 'OrgnlGrpInfAndSts/GrpSts') };
}
