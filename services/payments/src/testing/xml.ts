import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

const FOLDER = new URL('../../../../contracts/iso20022/', import.meta.url);

/** What the official schema of a message has against a document; empty when it is valid. */
export async function schemaErrors(xml: string, message: string): Promise<string[]> {
  const schema = readFileSync(new URL(`${message}.xsd`, FOLDER), 'utf8');
  const { errors } = await validateXML({ xml: [{ fileName: 'document.xml', contents: xml }], schema: [schema], initialMemoryPages: 256, maxMemoryPages: 2048 });
  return errors.map(({ message: text }) => text);
}

/** The texts of all elements `name`, in order: a look at a document without the code under test. */
export const texts = (xml: string, name: string): string[] => [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, text]) => text ?? '');

export interface EntryInput {
  readonly id?: string; readonly amount?: string; readonly currency?: string; readonly direction?: string; readonly status?: string; readonly on?: string;
  readonly reference?: string; readonly reason?: string;
}

/** An entry as a bank writes it; what is not given is in order. */
export function entry({ id, amount = '666.67', currency = 'CNY', direction = 'DBIT', status = 'BOOK', on = '2026-12-10', reference = 'REF-1', reason }: EntryInput): string {
  const details = `${id === undefined ? '' : `<Refs><AcctSvcrRef>${reference}</AcctSvcrRef><EndToEndId>${id}</EndToEndId></Refs>`}${reason === undefined ? '' : `<RtrInf><Rsn><Cd>${reason}</Cd></Rsn></RtrInf>`}`;
  return `<Ntry><NtryRef>${reference}</NtryRef><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt>`
    + `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>${reason === undefined ? 'DMCT' : 'RRTN'}</SubFmlyCd></Fmly></Domn></BkTxCd>${details === '' ? '' : `<NtryDtls><TxDtls>${details}</TxDtls></NtryDtls>`}</Ntry>`;
}

const document = (message: string, root: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${message}"><${root}>${body}</${root}></Document>`;

export const statement = (...entries: readonly string[]): string => document('camt.053.001.08', 'BkToCstmrStmt',
  `<GrpHdr><MsgId>STMT-1</MsgId><CreDtTm>2026-12-10T20:00:00Z</CreDtTm></GrpHdr><Stmt><Id>S1</Id><Acct><Id><Othr><Id>HF-341524-dibao</Id></Othr></Id></Acct>${entries.join('\n')}</Stmt>`);

export const transactionStatus = (id: string, status: string, reason?: string): string =>
  `<TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${reason === undefined ? '' : `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>`}<AccptncDtTm>2026-12-09T08:00:00Z</AccptncDtTm></TxInfAndSts>`;

export const statusReport = (original: string, group: string, ...transactions: readonly string[]): string => document('pain.002.001.10', 'CstmrPmtStsRpt',
  `<GrpHdr><MsgId>RPT-1</MsgId><CreDtTm>2026-12-09T08:00:00Z</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${original}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${group}</OrgnlGrpInfAndSts>`
  + (transactions.length === 0 ? '' : `<OrgnlPmtInfAndSts><OrgnlPmtInfId>P1</OrgnlPmtInfId>${transactions.join('')}</OrgnlPmtInfAndSts>`));
