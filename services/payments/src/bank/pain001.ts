import type { Day, Instant, Money } from '@hearth/contracts';
import { XMLBuilder } from 'fast-xml-parser';
import type { Debtor } from '../payroll/payroll.ts';
import { decimalOf } from './amounts.ts';

/** One payment with what the bank alone may read: never stored, never logged. */
export interface Transfer { readonly instruction: string; readonly money: Money; readonly name: string; readonly account: string }

export interface CreditTransfers {
  readonly messageId: string;
  readonly createdAt: Instant;
  readonly executionDate: Day;
  readonly debtor: Debtor;
  readonly total: Money;
  /** What the payee reads on the bank's slip. */
  readonly remittance: string;
  readonly transfers: readonly Transfer[];
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });
const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';
const LONGEST_NAME = 140;

/** Ids of the bank's messages have 35 characters at most, a UUID has 36. */
export const bankId = (id: string): string => id.replaceAll('-', '');

const accountXml = (account: string): object => ({ Id: { Othr: { Id: account } } });
/** A name without what XML cannot hold and without what is longer than the message allows; whole characters only. */
export const plainName = (name: string): string => [...name.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ').trim()].slice(0, LONGEST_NAME).join('');

/** The file for the bank, `pain.001.001.09`: the same facts give the same bytes. */
export function writePain001(file: CreditTransfers): string {
  const { messageId, createdAt, executionDate, debtor, total, transfers } = file;
  const totals = { NbOfTxs: String(transfers.length), CtrlSum: decimalOf(total) };
  const header = builder.build({ GrpHdr: { MsgId: messageId, CreDtTm: createdAt, ...totals, InitgPty: { Nm: debtor.name } } });
  const payment = builder.build({
    PmtInfId: messageId, PmtMtd: 'TRF', BtchBookg: 'false', ...totals, PmtTpInf: { CtgyPurp: { Cd: 'SSBE' } }, ReqdExctnDt: { Dt: executionDate },
    Dbtr: { Nm: debtor.name }, DbtrAcct: accountXml(debtor.account), DbtrAgt: { FinInstnId: { Nm: debtor.bank } }, ChrgBr: 'DEBT',
  });
  const body = transfers.map((transfer) => builder.build({ CdtTrfTxInf: transferXml(transfer, file.remittance) })).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}"><CstmrCdtTrfInitn>${header}<PmtInf>${payment}\n${body}\n</PmtInf></CstmrCdtTrfInitn></Document>\n`;
}

function transferXml({ instruction, money, name, account }: Transfer, remittance: string): object {
  const id = bankId(instruction);
  return {
    PmtId: { InstrId: id, EndToEndId: id }, Amt: { InstdAmt: { '@Ccy': money.currency, '#text': decimalOf(money) } },
    Cdtr: { Nm: plainName(name) }, CdtrAcct: accountXml(account), RmtInf: { Ustrd: remittance },
  };
}
