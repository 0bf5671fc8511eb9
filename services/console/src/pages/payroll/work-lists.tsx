import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePagedList, type PagedList } from '../../api/lists.ts';
import type { InstructionBody, UnmatchedLine } from '../../api/payments.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { ErasableText, PersonName } from '../../parts/person-name.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { emptyList } from '../../url/list-state.ts';
import { WorkTable, type Column } from '../../parts/work-table.tsx';

const pageSize = 50;

function Frame<R extends { readonly id: string }>({ list, label, none, columns, card }: { readonly list: PagedList<R>; readonly label: string; readonly none: string; readonly columns: readonly Column<R>[]; readonly card: (row: R) => React.ReactNode }) {
  if (list.error !== null) return <Refusal error={list.error} onRetry={list.refetch} />;
  if (list.pending) return <div className="card"><Loading rows={5} height={22} /></div>;
  if (list.rows.length === 0) return <div className="card"><Empty title={none} /></div>;
  return <WorkTable label={label} rows={list.rows} total={list.total} pageSize={pageSize} columns={columns} idOf={(row) => row.id} nameOf={(row) => row.id} state={emptyList} onState={() => undefined} card={card} />;
}

/** Money that came back, with the bank's reason: the family's account is to be mended and paid again. */
export function ReturnedList() {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const list = usePagedList<InstructionBody>({ service: 'payments', resource: 'instructions', query: { status: 'returned' }, page: 1, pageSize });
  const columns: Column<InstructionBody>[] = [
    { key: 'payee', label: t('payroll.payments.payee'), cell: (row) => <Link to={`/households/${row.household}`}><PersonName name={row.payeeName} strong /></Link> },
    { key: 'programme', label: t('common.programme'), cell: (row) => `${word('programme', row.programme)} · ${format.month(row.period)}` },
    { key: 'account', label: t('payroll.payments.account'), cell: (row) => (row.account === null ? null : <ErasableText text={row.account} />) },
    { key: 'amount', label: t('common.amount'), numeric: true, cell: (row) => format.money(row.money) },
    { key: 'why', label: t('payroll.payments.why'), cell: (row) => (row.returned ? `${row.returned.reason} · ${format.shortDate(row.returned.on)}` : '') },
  ];
  return <Frame list={list} label={t('payroll.returned.title')} none={t('payroll.returned.none')} columns={columns} card={(row) => <Link className="pcard" to={`/households/${row.household}`}><span className="row between"><PersonName name={row.payeeName} strong />{format.money(row.money)}</span><span className="sub">{row.returned?.reason}</span></Link>} />;
}

/** Lines of the bank that match no payment, each with the reason why. */
export function UnmatchedList() {
  const { t } = useTranslation();
  const { text } = useWords();
  const format = useFormat();
  const list = usePagedList<UnmatchedLine>({ service: 'payments', resource: 'unmatched', query: {}, page: 1, pageSize });
  const columns: Column<UnmatchedLine>[] = [
    { key: 'reference', label: t('payroll.unmatched.reference'), cell: (row) => row.reference ?? '–' },
    { key: 'line', label: t('payroll.unmatched.line'), numeric: true, cell: (row) => row.line },
    { key: 'on', label: t('common.date'), cell: (row) => (row.on === null ? '–' : format.shortDate(row.on)) },
    { key: 'amount', label: t('common.amount'), numeric: true, cell: (row) => (row.money ? format.money(row.money) : '–') },
    { key: 'why', label: t('payroll.payments.why'), cell: (row) => text(row.text) },
  ];
  return <Frame list={list} label={t('payroll.unmatched.title')} none={t('payroll.unmatched.none')} columns={columns} card={(row) => <div className="pcard"><span className="row between"><b className="strong">{row.reference ?? '–'}</b>{row.money && format.money(row.money)}</span><span className="sub">{text(row.text)}</span></div>} />;
}
