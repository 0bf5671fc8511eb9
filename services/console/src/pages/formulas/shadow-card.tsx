import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { shadowScores, type FormulaBody } from '../../api/formulas.ts';
import { useFormat } from '../../format/use-format.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';

/** What the pilot made of households that were assessed, beside what counted. */
export function ShadowCard({ one }: { readonly one: FormulaBody }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['eligibility', 'formula', one.id, 'shadow'],
    queryFn: async ({ signal }) => {
      const [all, differing] = await Promise.all([shadowScores(one.id, {}, signal), shadowScores(one.id, { differs: 'true' }, signal)]);
      return { all: all.total, differing: differing.total };
    },
  });
  return (
    <section className="card" aria-labelledby="formula-shadow">
      <header><h2 id="formula-shadow">{t('formulas.shadow.title')}</h2></header>
      <div className="body">
        {error !== null && <Refusal error={error} onRetry={() => void refetch()} />}
        {!data && error === null && <Loading rows={2} />}
        {data && <p className="s13">{data.all === 0 ? t('formulas.shadow.none') : t('formulas.shadow.text', { all: format.count(data.all), differing: format.count(data.differing) })}</p>}
      </div>
    </section>
  );
}
