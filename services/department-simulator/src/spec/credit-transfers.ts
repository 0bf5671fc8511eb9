/** One transfer of a file under test. */
export interface TransferInput {
  readonly id: string;
  readonly amount: string;
  readonly currency?: string;
  readonly account?: string;
  readonly payee?: string;
}

export interface FileInput {
  readonly messageId: string;
  readonly date?: string;
  readonly createdAt?: string;
  readonly debtorAccount?: string;
  readonly count?: number;
  readonly controlSum?: string;
  readonly transfers: readonly TransferInput[];
}

function transferXml({ id, amount, currency = 'CNY', account = '6222000000001234', payee = '欧阳示例' }: TransferInput): string {
  const creditor = payee === '' ? '' : `<Cdtr><Nm>${payee}</Nm></Cdtr>`;
  const creditorAccount = account === '' ? '' : `<CdtrAcct><Id><Othr><Id>${account}</Id></Othr></Id></CdtrAcct>`;
  return `<CdtTrfTxInf><PmtId><InstrId>i-${id}</InstrId><EndToEndId>${id}</EndToEndId></PmtId><Amt><InstdAmt Ccy="${currency}">${amount}</InstdAmt></Amt>${creditor}${creditorAccount}</CdtTrfTxInf>`;
}

/** A credit transfer initiation as county finance writes it. */
export function creditTransfers(file: FileInput): string {
  const { messageId, date = '2026-01-10', createdAt = '2026-01-09T08:00:00Z', debtorAccount = '1100220033', transfers } = file;
  const controlSum = file.controlSum === undefined ? '' : `<CtrlSum>${file.controlSum}</CtrlSum>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
<GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>${createdAt}</CreDtTm><NbOfTxs>${file.count ?? transfers.length}</NbOfTxs>${controlSum}<InitgPty><Nm>County finance</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>${messageId}-1</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt><Dt>${date}</Dt></ReqdExctnDt><Dbtr><Nm>County finance</Nm></Dbtr>
<DbtrAcct><Id><Othr><Id>${debtorAccount}</Id></Othr></Id></DbtrAcct><DbtrAgt><FinInstnId><Nm>Sample Bank</Nm></FinInstnId></DbtrAgt>
${transfers.map(transferXml).join('\n')}
</PmtInf></CstmrCdtTrfInitn></Document>
`;
}
