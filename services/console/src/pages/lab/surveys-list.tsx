import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePagedList } from '../../api/lists.ts';
import type { SurveyLine } from '../../api/lab.ts';
import { useFormat } from '../../format/use-format.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { WorkTable, type Column } from '../../parts/work-table.tsx';
import { useListState } from '../../url/use-list-state.ts';

const filters = ['tab'] as const;
const pageSize = 25;

export function SurveysList({ onStudy }: { readonly onStudy: ((survey: string) => void) | null }) {
  const { t } = useTranslation();
  const [state, setState] = useListState(filters);
  const query = { sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null };
  const list = usePagedList<SurveyLine>({ service: 'eligibility', resource: 'surveys', query, page: state.page, pageSize });
  const columns = useColumns(onStudy);
  return (
    <>
      {list.error !== null && <Refusal error={list.error} onRetry={list.refetch} />}
      {list.pending && <div className="card"><Loading rows={4} height={22} /></div>}
      {!list.pending && list.error === null && list.rows.length === 0 && <div className="card"><Empty title={t('lab.survey.empty')}>{t('lab.survey.emptyText')}</Empty></div>}
      {list.rows.length > 0 && (
        <WorkTable label={t('lab.tab.surveys')} rows={list.rows} total={list.total} pageSize={pageSize} columns={columns} idOf={(row) => row.id} nameOf={(row) => row.name} state={state} onState={setState} card={(row) => <SurveyCard row={row} onStudy={onStudy} />} />
      )}
    </>
  );
}

function useColumns(onStudy: ((survey: string) => void) | null): Column<SurveyLine>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'name', label: t('formulas.column.name'), sort: 'name', cell: (row) => <><b className="strong">{row.name}</b> <SyntheticTag synthetic={row.synthetic} /><span className="sub block">{row.source}</span></> },
    { key: 'households', label: t('lab.survey.households'), sort: 'households', numeric: true, cell: (row) => format.count(row.households) },
    { key: 'strata', label: t('lab.survey.strata'), cell: (row) => <Strata row={row} /> },
    { key: 'leftOut', label: t('lab.survey.leftOut'), numeric: true, cell: (row) => format.count(row.leftOutRows) },
    { key: 'createdAt', label: t('common.date'), sort: 'createdAt', cell: (row) => <>{format.dateTime(row.createdAt)}<span className="sub block">{row.createdBy}</span></> },
    ...(onStudy ? [{ key: 'study', label: t('lab.study.one'), cell: (row: SurveyLine) => <Button size="xs" onClick={() => onStudy(row.id)}>{t('lab.study.new')}</Button> }] : []),
  ];
}

export function SyntheticTag({ synthetic }: { readonly synthetic: boolean }) {
  const { t } = useTranslation();
  return synthetic ? <span className="tag warn">{t('lab.synthetic.mark')}</span> : null;
}

/** Households of each stratum, and of them those below the line. */
function Strata({ row }: { readonly row: SurveyLine }) {
  const format = useFormat();
  return <span className="s13">{row.strata.map(({ stratum, households, poor }) => <span key={stratum} className="block nowrap">{stratum} {format.count(households)}{poor !== null && <span className="sub"> / {format.count(poor)}</span>}</span>)}</span>;
}

function SurveyCard({ row, onStudy }: { readonly row: SurveyLine; readonly onStudy: ((survey: string) => void) | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="pcard"><div className="stack tight">
      <span className="row between wrap"><b className="strong">{row.name}</b><SyntheticTag synthetic={row.synthetic} /></span>
      <span className="sub">{row.source}</span><span className="s13">{t('lab.survey.households')} {format.count(row.households)}</span>
      {onStudy && <Button onClick={() => onStudy(row.id)}>{t('lab.study.new')}</Button>}
    </div></div>
  );
}
