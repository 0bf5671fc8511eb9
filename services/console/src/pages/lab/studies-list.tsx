import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { usePagedList } from '../../api/lists.ts';
import type { StudyLine, StudyStatus } from '../../api/lab.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { WorkTable, type Column } from '../../parts/work-table.tsx';
import { withFilter } from '../../url/list-state.ts';
import { useListState } from '../../url/use-list-state.ts';

const filters = ['tab', 'status', 'survey'] as const;
const statuses = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
const pageSize = 25;
export const studyTone: Readonly<Record<StudyStatus, string>> = { waiting: 'wait', running: 'accent', done: 'ok', failed: 'bad', cancelled: 'line' };

export function StudiesList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const columns = useColumns();
  const [state, setState] = useListState(filters);
  const { tab: _tab, ...asked } = state.filters;
  const query = { ...asked, sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null };
  const list = usePagedList<StudyLine>({ service: 'eligibility', resource: 'studies', query, page: state.page, pageSize });
  return (
    <>
      <div className="row wrap tabs-row" role="group" aria-label={t('parts.filter.label')}>
        <FilterChip label={t('common.status')} value={state.filters['status']} options={statuses.map((value) => ({ value, label: t(`lab.status.${value}`) }))} onChange={(value) => setState((now) => withFilter(now, 'status', value))} />
      </div>
      {list.error !== null && <Refusal error={list.error} onRetry={list.refetch} />}
      {list.pending && <div className="card"><Loading rows={5} height={22} /></div>}
      {!list.pending && list.error === null && list.rows.length === 0 && <div className="card"><Empty title={t('lab.study.empty')}>{t('lab.study.emptyText')}</Empty></div>}
      {list.rows.length > 0 && (
        <WorkTable label={t('lab.tab.studies')} rows={list.rows} total={list.total} pageSize={pageSize} columns={columns} idOf={(row) => row.id} nameOf={(row) => row.title} state={state} onState={setState}
          onOpen={(row) => void navigate(`/lab/${row.id}`)} card={(row) => <StudyCard row={row} />} />
      )}
    </>
  );
}

/** Methods that were fitted and formulas that were brought along. */
function useCompared(): (row: StudyLine) => string {
  const { word } = useWords();
  const format = useFormat();
  return (row) => format.list([...row.methods.map((method) => word('method', method)), ...row.registered.map(({ name }) => name)]);
}

function useColumns(): Column<StudyLine>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const compared = useCompared();
  return [
    { key: 'title', label: t('lab.study.title'), sort: 'title', cell: (row) => <Link to={`/lab/${row.id}`}><b className="strong">{row.title}</b></Link> },
    { key: 'formulas', label: t('lab.study.formulas'), cell: compared },
    { key: 'status', label: t('common.status'), sort: 'status', cell: (row) => <StatusTag row={row} /> },
    { key: 'author', label: t('formulas.column.author'), cell: (row) => row.author },
    { key: 'requestedAt', label: t('common.date'), sort: 'requestedAt', cell: (row) => format.dateTime(row.requestedAt) },
  ];
}

export function StatusTag({ row }: { readonly row: StudyLine }) {
  const { t } = useTranslation();
  const far = row.progress && row.progress.of > 0 ? ` ${row.progress.step}/${row.progress.of}` : '';
  return <span className={`tag ${studyTone[row.status]}`}>{t(`lab.status.${row.status}`)}{far}</span>;
}

function StudyCard({ row }: { readonly row: StudyLine }) {
  const compared = useCompared();
  const format = useFormat();
  return (
    <Link className="pcard" to={`/lab/${row.id}`}>
      <span className="row between wrap"><b className="strong">{row.title}</b><StatusTag row={row} /></span>
      <span className="s13 block">{compared(row)}</span><span className="sub">{row.author} · {format.dateTime(row.requestedAt)}</span>
    </Link>
  );
}
