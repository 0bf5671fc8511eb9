import { namedId } from '@hearth/service-host';
import { type BankMessage, type BankSays, dayAt, type LineProblem, looksLikeId, moneyAt, problem, type ReadLine, reasonCode } from './lines.ts';
import { nodeAt, nodesAt, readLines, readMessage, textAt, type XmlNode } from './xml-message.ts';

const STATEMENT = { message: 'camt.053.001.08', root: 'BkToCstmrStmt', line: 'Ntry' };

/** Reads a statement: every transaction of every entry is a line, also of entries booked as a batch. @throws Rejection malformed-message */
export async function readCamt053(text: string): Promise<BankMessage> {
  const message = readMessage(text, STATEMENT);
  const lines = await readLines(message, STATEMENT.line, (entry, number, block) => transactionsOf(entry).map((transaction, i) => lineOf({ entry, transaction, number, name: `statement:${block}:${i}` })));
  return { id: looksLikeId(textAt(message.frame, 'GrpHdr', 'MsgId')), lines };
}

interface Transaction { readonly details: XmlNode | null; readonly alone: boolean }

/** An entry without details is one line all the same: it must be named. */
function transactionsOf(entry: XmlNode | null): Transaction[] {
  const details = nodesAt(entry, 'NtryDtls').flatMap((part) => nodesAt(part, 'TxDtls'));
  return details.length === 0 ? [{ details: null, alone: true }] : details.map((one) => ({ details: one, alone: details.length === 1 }));
}

interface Place { readonly entry: XmlNode | null; readonly transaction: Transaction; readonly number: number; readonly name: string }

function lineOf(place: Place): ReadLine {
  const { entry, transaction: { details, alone }, number, name } = place;
  // The amount of a batch is that of all its transactions together.
  const money = moneyAt(details, 'Amt') ?? (alone ? moneyAt(entry, 'Amt') : null);
  const endToEnd = textAt(details, 'Refs', 'EndToEndId');
  const on = dayAt(entry, 'BookgDt');
  return { line: number, name, reference: looksLikeId(endToEnd === 'NOTPROVIDED' ? null : endToEnd), money, on, says: saysOf(place, { money, on, endToEnd }) };
}

function saysOf({ entry, transaction: { details }, number, name }: Place, { money, on, endToEnd }: { money: ReadLine['money']; on: ReadLine['on']; endToEnd: string | null }): BankSays | LineProblem {
  const at = `${STATEMENT.line}[${number}]`;
  const direction = textAt(details, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd');
  if (!entry) return problem('malformed', at);
  if (direction !== 'DBIT' && direction !== 'CRDT') return problem('malformed', `${at}/CdtDbtInd`);
  if (!money) return problem('malformed', `${at}/Amt`);
  if (on === null) return problem('malformed', `${at}/BookgDt`);
  if ((textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts')) !== 'BOOK') return problem('not-booked');
  if (direction === 'CRDT' && !isReturn(entry, details)) return problem('not-a-return');
  if (endToEnd === null || endToEnd === 'NOTPROVIDED') return problem('no-reference');
  if (direction === 'CRDT') return { type: 'NoteReturn', money, on, reason: reasonCode(textAt(details, 'RtrInf', 'Rsn', 'Cd')) };
  return { type: 'NoteDebit', money, on, reference: referenceOf(entry, details) ?? namedId(`booking:${name}`) };
}

/** Money that comes back says why, is coded as a return, or reverses a debit. */
const isReturn = (entry: XmlNode, details: XmlNode | null): boolean =>
  nodeAt(details, 'RtrInf') !== null || textAt(entry, 'RvslInd') === 'true'
  || [details, entry].some((node) => textAt(node, 'BkTxCd', 'Domn', 'Fmly', 'SubFmlyCd') === 'RRTN');

/** The bank's own number of the booking tells a booking repeated from a second one. */
const referenceOf = (entry: XmlNode, details: XmlNode | null): string | null =>
  looksLikeId(textAt(details, 'Refs', 'AcctSvcrRef')) ?? looksLikeId(textAt(entry, 'AcctSvcrRef')) ?? looksLikeId(textAt(entry, 'NtryRef'));
