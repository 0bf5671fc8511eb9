import { useTranslation } from 'react-i18next';
import type { HouseholdShown } from '../../api/registry.ts';
import type { Money as Amount } from '../../format/money.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { countingStatement, incomeLines, incomeTotal, propertyLines } from './means.ts';

interface MeansCardProps { readonly then: HouseholdShown; readonly now: HouseholdShown; readonly comparing: boolean }

export function MeansCard({ then, now, comparing }: MeansCardProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const statement = countingStatement(then.incomes);
  const income = incomeLines(then, comparing ? now : then);
  const property = propertyLines(then);
  return (
    <section className="card" aria-labelledby="means">
      <header><h2 id="means">{t('household.means.title')}</h2><span className="sub">{t(comparing ? 'household.means.then' : 'household.means.now')}</span></header>
      <div className="body">
        {income.length + property.length === 0 ? <p className="sub">{t('household.means.none')}</p> : (
          <table className="means" aria-labelledby="means">
            <tbody>
              {income.map((line) => <tr key={line.kind}><th scope="row">{word('income', line.kind)}</th><td className="num"><Change then={line.then} now={line.now} /></td></tr>)}
              <tr className="total"><th scope="row">{t('household.means.total')}</th><td className="num"><Change then={incomeTotal(then)} now={incomeTotal(comparing ? now : then)} /></td></tr>
              {property.map((line) => (
                <tr key={line.kind}><th scope="row">{word('property', line.kind)}</th><td className="num">{line.value ? format.money(line.value) : t('household.means.count', { count: line.count })}</td></tr>
              ))}
            </tbody>
          </table>
        )}
        {statement && <p className="sub" style={{ marginTop: 6 }}>{[statement.origin === 'visit' ? t('household.means.origin.visit') : t('household.means.origin.declared'), `${format.shortDate(statement.from)} – ${format.shortDate(statement.to)}`].join(' · ')}</p>}
      </div>
    </section>
  );
}

function Change({ then, now }: { readonly then: Amount | null; readonly now: Amount | null }) {
  const format = useFormat();
  if (then?.minor === now?.minor) return then ? format.money(then) : '–';
  return <><del className="nowrap">{then ? format.money(then) : '–'}</del> <ins className="nowrap">{now ? format.money(now) : '–'}</ins></>;
}
