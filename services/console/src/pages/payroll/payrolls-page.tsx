import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { usePagedList } from '../../api/lists.ts';
import type { PayrollLine } from '../../api/payments.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Segmented } from '../../parts/segmented.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { WorkTable, type Column } from '../../parts/work-table.tsx';
import { withFilter } from '../../url/list-state.ts';
import { useListState } from '../../url/use-list-state.ts';
import { DraftDialog } from './draft-dialog.tsx';
import './payroll.css';
import { statusTone } from './status.ts';
import { ReturnedList, UnmatchedList } from './work-lists.tsx';

const filters = ['programme', 'period', 'status', 'tab'] as const;
const pageSize = 25;
const statuses = ['draft', 'submitted', 'approved', 'closed', 'withdrawn'] as const;
const tabs = ['payrolls', 'returned', 'unmatched'] as const;

export function PayrollsPage() {
  const { t } = useTranslation();
  const officer = useOfficer();
  const [search, setSearch] = useSearchParams();
  const [drafting, setDrafting] = useState(false);
  const tab = tabs.find((one) => one === search.get('tab')) ?? 'payrolls';
  const maker = officer?.role === 'finance-maker';
  useShortcuts(maker ? { n: () => setDrafting(true) } : {});
  return (
    <>
      <PageHead title={t('payroll.title')} actions={maker && <Button variant="filled" leftSection={<IconPlus {...icon} />} rightSection={<kbd className="on-accent">N</kbd>} onClick={() => setDrafting(true)}>{t('payroll.new')}</Button>} />
      <div style={{ marginBottom: 12 }}><Segmented label={t('payroll.tab.label')} value={tab} onChange={(value) => setSearch(value === 'payrolls' ? {} : { tab: value })} options={tabs.map((value) => ({ value, label: t(`payroll.tab.${value}`) }))} /></div>
      {tab === 'payrolls' && <Payrolls />}
      {tab === 'returned' && <ReturnedList />}
      {tab === 'unmatched' && <UnmatchedList />}
      {drafting && officer && <DraftDialog area={officer.area} onClose={() => setDrafting(false)} />}
    </>
  );
}

function Payrolls() {
  const { t } = useTranslation();
  const { word } = useWords();
  const navigate = useNavigate();
  const [state, setState] = useListState(filters);
  const { tab: _tab, ...asked } = state.filters;
  const query = { ...asked, sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null };
  const list = usePagedList<PayrollLine>({ service: 'payments', resource: 'payrolls', query, page: state.page, pageSize });
  const columns = useColumns();
  const change = (name: string) => (value: string | null): void => setState((now) => withFilter(now, name, value));
  return (
    <>
      <div className="row wrap" role="group" aria-label={t('parts.filter.label')} style={{ marginBottom: 10 }}>
        <FilterChip label={t('common.programme')} value={asked['programme']} options={(['dibao', 'tekun', 'child-money'] as const).map((value) => ({ value, label: word('programme', value) }))} onChange={change('programme')} />
        <FilterChip label={t('common.status')} value={asked['status']} options={statuses.map((value) => ({ value, label: t(`payroll.status.${value}`) }))} onChange={change('status')} />
      </div>
      {list.error !== null && <Refusal error={list.error} onRetry={list.refetch} />}
      {list.pending && <div className="card"><Loading rows={6} height={22} /></div>}
      {!list.pending && list.error === null && list.rows.length === 0 && <div className="card"><Empty title={t('payroll.empty')}>{t('payroll.emptyText')}</Empty></div>}
      {list.rows.length > 0 && (
        <WorkTable label={t('payroll.title')} rows={list.rows} total={list.total} pageSize={pageSize} columns={columns} idOf={(row) => row.id} nameOf={(row) => `${row.programme} ${row.period}`} state={state} onState={setState}
          onOpen={(row) => void navigate(`/payroll/${row.id}`)} card={(row) => <PayrollCard row={row} />} />
      )}
    </>
  );
}

function useColumns(): Column<PayrollLine>[] {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  return [
    { key: 'period', label: t('common.period'), sort: 'period', cell: (row) => <Link to={`/payroll/${row.id}`}><b className="strong">{format.month(row.period)}</b>{row.number > 1 && <span className="sub"> · {row.number}</span>}</Link> },
    { key: 'programme', label: t('common.programme'), sort: 'programme', cell: (row) => word('programme', row.programme) },
    { key: 'area', label: t('common.area'), cell: (row) => text(row.areaName) },
    { key: 'count', label: t('payroll.column.count'), numeric: true, cell: (row) => format.count(row.count) },
    { key: 'total', label: t('payroll.column.total'), numeric: true, cell: (row) => format.money(row.total) },
    { key: 'status', label: t('common.status'), sort: 'status', cell: (row) => <span className={`tag ${statusTone[row.status]}`}>{t(`payroll.status.${row.status}`)}</span> },
    { key: 'paidOn', label: t('payroll.column.paidOn'), cell: (row) => (row.file ? format.shortDate(row.file.executionDate) : <span className="mut">–</span>) },
  ];
}

function PayrollCard({ row }: { readonly row: PayrollLine }) {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  return (
    <Link className="pcard" to={`/payroll/${row.id}`}>
      <span className="row between wrap"><b className="strong">{word('programme', row.programme)} · {format.month(row.period)}</b><span className={`tag ${statusTone[row.status]}`}>{t(`payroll.status.${row.status}`)}</span></span>
      <span className="sub" style={{ display: 'block' }}>{text(row.areaName)} · {t('payroll.approve.payments', { count: row.count })} · {format.money(row.total)}</span>
    </Link>
  );
}
