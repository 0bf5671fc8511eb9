import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { dayProblem } from '@hearth/kernel';
import { badElement } from '../http/refusal.ts';
import { readDecimal } from './amounts.ts';
import { checkWellFormed, Element } from './xml.ts';

export const PAIN_001 = 'pain.001.001.09';
/** So many transactions are parsed at a time; other requests get their turn in between. */
const TRANSFERS_A_TURN = 100;
const MAX_35 = 35;
const MAX_34 = 34;
const AMOUNT = ['Amt', 'InstdAmt'];

export interface CreditTransfer {
  readonly instructionId: string | undefined;
  readonly endToEndId: string;
  readonly minor: number;
  readonly currency: string;
  readonly creditorNamed: boolean;
  /** The account's last four characters; undefined when the transfer names no account. More is not kept. */
  readonly accountEnding: string | undefined;
}

export interface PaymentInformation {
  readonly id: string;
  readonly executionDate: string;
  readonly debtorAccount: string;
  readonly transfers: readonly CreditTransfer[];
}

export interface CreditTransferFile {
  readonly messageId: string;
  readonly createdAt: string;
  readonly payments: readonly PaymentInformation[];
  /** Hash over all that is to be paid: tells a file sent again from another one under the same message id. */
  readonly fingerprint: string;
}

/** A copy: V8 keeps the whole file in memory for the sake of one piece cut out of it. */
const copied = (text: string): string => Buffer.from(text).toString();

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badElement('Document', 'must be UTF-8');
  }
}

interface Cut {
  /** The file without its transactions. */
  readonly frame: string;
  /** The transactions as text, a list for each PmtInf. */
  readonly blocks: readonly string[][];
}

/** Takes the transactions out of the file, to be parsed by and by: parsed at once, a file takes thirty times its size in memory. */
function cut(text: string): Cut {
  const frame: string[] = [];
  const blocks: string[][] = [];
  let block: string[] = [];
  let [start, rest] = [0, 0];
  // Comments and CDATA are matched so that tags inside them are passed over.
  for (const match of text.matchAll(/<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<(\/?)(?:[\w.-]+:)?(CdtTrfTxInf|PmtInf)(?=[\s>/])[^>]*>/g)) {
    const [tag, slash, name] = match;
    const end = match.index + tag.length;
    if (name === 'CdtTrfTxInf' && slash === '' && !tag.endsWith('/>')) {
      start = match.index;
      frame.push(text.slice(rest, start));
    } else if (name === 'CdtTrfTxInf' && slash === '/') {
      block.push(text.slice(start, end));
      rest = end;
    } else if (name === 'PmtInf' && slash === '') {
      block = [];
    } else if (name === 'PmtInf') {
      blocks.push(block);
    }
  }
  frame.push(text.slice(rest));
  return { frame: frame.join(''), blocks };
}

function accountOf(parent: Element, name: string): string | undefined {
  const account = parent.text(name, 'Id', 'IBAN') ?? parent.text(name, 'Id', 'Othr', 'Id');
  if (account !== undefined && account.length > MAX_34) throw badElement(parent.at(name, 'Id'), `has ${MAX_34} characters at most`);
  return account;
}

function readTransfer(transfer: Element, digest: (...parts: string[]) => void): CreditTransfer {
  const minor = readDecimal(transfer.needText(18, ...AMOUNT));
  const currency = transfer.attribute('Ccy', ...AMOUNT);
  if (minor === undefined) throw badElement(transfer.at(...AMOUNT), 'must be an amount with two decimals at most');
  if (!/^[A-Z]{3}$/.test(currency)) throw badElement(transfer.at(...AMOUNT, '@Ccy'), 'must be three capital letters');
  const endToEndId = transfer.needText(MAX_35, 'PmtId', 'EndToEndId');
  const instructionId = transfer.text('PmtId', 'InstrId') === undefined ? undefined : transfer.needText(MAX_35, 'PmtId', 'InstrId');
  const account = accountOf(transfer, 'CdtrAcct');
  digest(endToEndId, String(minor), currency, account ?? '');
  return {
    instructionId: instructionId === undefined ? undefined : copied(instructionId),
    endToEndId: copied(endToEndId),
    minor,
    currency: copied(currency),
    creditorNamed: transfer.text('Cdtr', 'Nm') !== undefined,
    accountEnding: account === undefined ? undefined : copied(account.slice(-4)),
  };
}

function executionDate(payment: Element): string {
  const date = payment.text('ReqdExctnDt', 'Dt') ?? payment.needText(MAX_35, 'ReqdExctnDt', 'DtTm').slice(0, 10);
  const problem = dayProblem(date);
  if (problem !== undefined) throw badElement(payment.at('ReqdExctnDt'), problem);
  return copied(date);
}

/** NbOfTxs and CtrlSum of a header must agree with what follows it. */
function checkTotals(header: Element, transfers: readonly CreditTransfer[], required: boolean): void {
  const count = required ? header.needText(15, 'NbOfTxs') : header.text('NbOfTxs');
  if (count !== undefined && Number(count) !== transfers.length) throw badElement(header.at('NbOfTxs'), `does not agree with the ${transfers.length} transactions`);
  const sum = header.text('CtrlSum');
  const total = transfers.reduce((soFar, { minor }) => soFar + minor, 0);
  if (sum !== undefined && readDecimal(sum) !== total) throw badElement(header.at('CtrlSum'), 'does not agree with the sum of the transactions');
}

async function readPayment(payment: Element, texts: readonly string[], digest: (...parts: string[]) => void): Promise<PaymentInformation> {
  const id = copied(payment.needText(MAX_35, 'PmtInfId'));
  if (payment.needText(3, 'PmtMtd') !== 'TRF') throw badElement(payment.at('PmtMtd'), 'must be TRF');
  const date = executionDate(payment);
  payment.need('Dbtr');
  const debtorAccount = accountOf(payment, 'DbtrAcct');
  if (debtorAccount === undefined) throw badElement(payment.at('DbtrAcct', 'Id'), 'is missing');
  payment.need('DbtrAgt');
  if (texts.length === 0) throw badElement(payment.at('CdtTrfTxInf'), 'is missing');
  digest(id, date, debtorAccount);
  const transfers: CreditTransfer[] = [];
  for (let first = 0; first < texts.length; first += TRANSFERS_A_TURN) {
    await nextTurn();
    const part = Element.read(`<Part>${texts.slice(first, first + TRANSFERS_A_TURN).join('')}</Part>`, 'Part', payment.path);
    transfers.push(...part.all('CdtTrfTxInf', first).map((transfer) => readTransfer(transfer, digest)));
  }
  checkTotals(payment, transfers, false);
  return { id, executionDate: date, debtorAccount: copied(debtorAccount), transfers };
}

/** Reads a credit transfer initiation. @throws Refusal naming the element that is missing or wrong */
export async function readPain001(bytes: Buffer): Promise<CreditTransferFile> {
  const text = decode(bytes);
  checkWellFormed(text);
  const { frame, blocks } = cut(text);
  if (!/<(?:[\w.-]+:)?Document[\s>]/.test(frame) || !/["']urn:iso:std:iso:20022:tech:xsd:pain\.001\.001\.09["']/.test(frame)) throw badElement('Document', `must be of the namespace of ${PAIN_001}`);
  const message = Element.read(frame, 'Document').need('CstmrCdtTrfInitn');
  const header = message.need('GrpHdr');
  const messageId = copied(header.needText(MAX_35, 'MsgId'));
  const createdAt = copied(header.needText(MAX_35, 'CreDtTm'));
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(createdAt) || Number.isNaN(Date.parse(createdAt))) throw badElement(header.at('CreDtTm'), 'must be a date and time');
  header.need('InitgPty');
  const hash = createHash('sha256');
  const digest = (...parts: string[]): void => void hash.update(JSON.stringify(parts));
  const payments: PaymentInformation[] = [];
  for (const [index, payment] of message.all('PmtInf').entries()) payments.push(await readPayment(payment, blocks[index] ?? [], digest));
  if (payments.length === 0) throw badElement(message.at('PmtInf'), 'is missing');
  checkTotals(header, payments.flatMap(({ transfers }) => transfers), true);
  return { messageId, createdAt, payments, fingerprint: hash.digest('base64url') };
}
