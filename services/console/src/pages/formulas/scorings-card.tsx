import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAreas } from '../../api/areas.ts';
import { file, newIdempotencyKey } from '../../api/client.ts';
import type { FormulaBody } from '../../api/formulas.ts';
import { cancelScoring, requestScoring, scoringsOf, type Scoring } from '../../api/scorings.ts';
import { TableTwin } from '../../chart/chart.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useJobs } from '../../jobs/jobs.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';

const askers = ['rule-author', 'rule-approver', 'analyst'];
const every = 1_500;

/** All households scored anew: who would gain, who would lose. Nothing follows from it for a family. */
export function ScoringsCard({ one }: { readonly one: FormulaBody }) {
  const { t } = useTranslation();
  const officer = useOfficer();
  const queries = useQueryClient();
  const key = ['eligibility', 'scorings', one.id];
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: ({ signal }) => scoringsOf(one.id, signal), refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === 'running') ? every : false) });
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: key });
  const start = useMutation({ mutationFn: () => requestScoring(one.id, newIdempotencyKey()), onSuccess: again });
  const cancel = useMutation({ mutationFn: (scoring: Scoring) => cancelScoring(scoring, newIdempotencyKey()), onSuccess: again });
  const mayAsk = askers.includes(officer?.role ?? '');
  const [latest] = data?.items ?? [];
  return (
    <section className="card" aria-labelledby="formula-scorings">
      <header><h2 id="formula-scorings">{t('formulas.scorings.title')}</h2><span className="sub chart-about">{t('formulas.scorings.text')}</span>
        {mayAsk && latest?.status !== 'running' && <Button size="xs" loading={start.isPending} onClick={() => start.mutate()}>{t('formulas.scorings.start')}</Button>}
      </header>
      <div className="body stack">
        {[error, start.error, cancel.error].map((one_, n) => one_ !== null && <Refusal key={n} error={one_} onRetry={() => void refetch()} />)}
        {!data && error === null && <Loading rows={2} />}
        {data && !latest && <p className="mut">{t('formulas.scorings.none')}</p>}
        {latest?.status === 'running' && <ProgressBar done={latest.progress.looked} of={latest.progress.of} label={t('formulas.scorings.title')} action={mayAsk && <Button size="xs" onClick={() => cancel.mutate(latest)}>{t('common.cancel')}</Button>} />}
        {latest && latest.status !== 'running' && <Ended scoring={latest} />}
      </div>
    </section>
  );
}

function Ended({ scoring }: { readonly scoring: Scoring }) {
  const { t } = useTranslation();
  const format = useFormat();
  const areas = useAreas();
  const jobs = useJobs();
  const { result } = scoring;
  if (!result) return <p className="s13">{t(`jobs.state.${scoring.status === 'cancelled' ? 'cancelled' : 'failed'}`)} {scoring.reason}</p>;
  const save = (): void => jobs.start(t('formulas.scorings.scores'), async (signal) => ({ blob: await file(`eligibility/scorings/${scoring.id}/scores`, { accept: 'text/csv', signal }), name: 'scores.csv' }));
  const keys = ['households', 'eligible', 'ineligible', 'undecided', 'gain', 'lose'] as const;
  const label = { households: t('formulas.scorings.households'), eligible: t('words.result.eligible'), ineligible: t('words.result.ineligible'), undecided: t('words.result.undecided'), gain: t('rules.simulation.gain'), lose: t('rules.simulation.lose') };
  const rows = [['Σ', ...keys.map((name) => format.count(result[name]))], ...result.areas.map((line) => [areas.name(line.area), ...keys.map((name) => format.count(line[name]))])];
  return (
    <>
      <TableTwin label={t('formulas.scorings.title')} table={{ head: [t('common.area'), ...keys.map((name) => label[name])], rows }} />
      <div className="row between wrap"><span className="sub">{scoring.by} · {t('common.asOf', { date: format.dateTime(scoring.endedAt ?? scoring.requestedAt) })}</span><Button size="xs" variant="subtle" onClick={save}>{t('formulas.scorings.scores')} CSV</Button></div>
    </>
  );
}
