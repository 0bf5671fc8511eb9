import { Button } from '@mantine/core';
import { IconDownload, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { file } from '../../api/client.ts';
import { formulaStatuses, methods, type FormulaLine } from '../../api/formulas.ts';
import { usePagedList } from '../../api/lists.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useJobs } from '../../jobs/jobs.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { ColumnMenu } from '../../parts/column-menu.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading, NoRight } from '../../parts/states.tsx';
import { WorkTable, type Column } from '../../parts/work-table.tsx';
import { withFilter } from '../../url/list-state.ts';
import { useListState } from '../../url/use-list-state.ts';
import '../rules/rules.css';
import './formulas.css';
import { RegisterDialog } from './register-dialog.tsx';
import { laboratory, reviewers } from './rights.ts';
import { formulaTone } from './tones.ts';

const filters = ['status', 'method'] as const;
const pageSize = 25;

/** Every scoring formula from the laboratory to being in force, and out of it. */
export function FormulasPage() {
  const { t } = useTranslation();
  const officer = useOfficer();
  if (!officer || ![...laboratory, ...reviewers].includes(officer.role)) return <section className="card"><h1 className="unseen">{t('formulas.title')}</h1><NoRight roles={[...laboratory, ...reviewers]} /></section>;
  return <Formulas author={officer.role === 'rule-author'} />;
}

function Formulas({ author }: { readonly author: boolean }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const navigate = useNavigate();
  const jobs = useJobs();
  const columns = useColumns();
  const [registering, setRegistering] = useState(false);
  const [state, setState] = useListState(filters);
  const query = { ...state.filters, sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null };
  const list = usePagedList<FormulaLine>({ service: 'eligibility', resource: 'formulas', query, page: state.page, pageSize });
  const change = (name: string) => (value: string | null): void => setState((now) => withFilter(now, name, value));
  const save = (): void => jobs.start(t('jobs.export', { what: t('formulas.title') }), async (signal) => ({ blob: await file('eligibility/formulas', { query, accept: 'text/csv', signal }), name: 'formulas.csv' }));
  useShortcuts(author ? { n: () => setRegistering(true) } : {});
  return (
    <>
      <PageHead title={t('formulas.title')} beside={<span className="sub">{t('formulas.text')}</span>} actions={<>
        <span className="row wide-only"><ColumnMenu columns={columns} state={state} onState={setState} /><Button variant="subtle" leftSection={<IconDownload {...icon} />} onClick={save}>{t('common.exportCsv')}</Button></span>
        {author && <Button variant="filled" leftSection={<IconPlus {...icon} />} rightSection={<kbd className="on-accent">N</kbd>} onClick={() => setRegistering(true)}>{t('formulas.register.action')}</Button>}
      </>} />
      <div className="row wrap filters" role="group" aria-label={t('parts.filter.label')}>
        <FilterChip label={t('common.status')} value={state.filters['status']} options={formulaStatuses.map((value) => ({ value, label: t(`formulas.status.${value}`) }))} onChange={change('status')} />
        <FilterChip label={t('formulas.column.method')} value={state.filters['method']} options={methods.map((value) => ({ value, label: word('method', value) }))} onChange={change('method')} />
      </div>
      {list.error !== null && <Refusal error={list.error} onRetry={list.refetch} />}
      {list.pending && <div className="card"><Loading rows={6} height={22} /></div>}
      {!list.pending && list.error === null && list.rows.length === 0 && <div className="card"><Empty title={t('formulas.empty')}>{t('formulas.emptyText')}</Empty></div>}
      {list.rows.length > 0 && (
        <WorkTable label={t('formulas.title')} rows={list.rows} total={list.total} pageSize={pageSize} columns={columns} idOf={(row) => row.id} nameOf={(row) => row.name} state={state} onState={setState}
          onOpen={(row) => void navigate(`/formulas/${row.id}`)} card={(row) => <FormulaCard row={row} />} />
      )}
      {registering && <RegisterDialog onClose={() => setRegistering(false)} onDone={(id) => void navigate(`/formulas/${id}`)} />}
    </>
  );
}

function useColumns(): Column<FormulaLine>[] {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  return [
    { key: 'name', label: t('formulas.column.name'), sort: 'name', cell: (row) => <Link to={`/formulas/${row.id}`}><b className="strong">{row.name}</b></Link> },
    { key: 'method', label: t('formulas.column.method'), sort: 'method', cell: (row) => word('method', row.method) },
    { key: 'status', label: t('common.status'), sort: 'status', cell: (row) => <span className={`tag ${formulaTone[row.status]}`}>{t(`formulas.status.${row.status}`)}</span> },
    { key: 'questions', label: t('formulas.column.questions'), numeric: true, cell: (row) => row.questions },
    { key: 'reviews', label: t('formulas.column.reviews'), numeric: true, cell: (row) => (row.reviews === 0 ? <span className="mut">0</span> : `${row.agree} / ${row.reviews}`) },
    { key: 'inForce', label: t('formulas.column.inForce'), cell: (row) => (row.inForce ? format.shortDate(row.inForce.from) : <span className="mut">–</span>) },
    { key: 'author', label: t('formulas.column.author'), cell: (row) => row.author },
    { key: 'registeredAt', label: t('formulas.column.registered'), sort: 'registeredAt', cell: (row) => format.dateTime(row.registeredAt) },
    { key: 'hash', label: t('formulas.column.hash'), cell: (row) => <code className="hash">{row.hash.slice(0, 12)}</code> },
  ];
}

function FormulaCard({ row }: { readonly row: FormulaLine }) {
  const { t } = useTranslation();
  const { word } = useWords();
  return (
    <Link className="pcard" to={`/formulas/${row.id}`}>
      <span className="row between wrap"><b className="strong">{row.name}</b><span className={`tag ${formulaTone[row.status]}`}>{t(`formulas.status.${row.status}`)}</span></span>
      <span className="sub block">{word('method', row.method)} · {t('formulas.questions.count', { count: row.questions })} · {t('formulas.reviews.count', { count: row.reviews })}</span>
    </Link>
  );
}
