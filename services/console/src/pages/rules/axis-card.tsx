import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAreas } from '../../api/areas.ts';
import type { RuleSetLine } from '../../api/rules.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useToday } from '../../parts/use-today.ts';
import { axisOf, type Bar } from './axis.ts';

const share = (value: number): string => `${(value * 100).toFixed(3)}%`;

/** Which rules hold where and when, on one axis; the table below says the same. */
export function AxisCard({ lines }: { readonly lines: readonly RuleSetLine[] }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const areas = useAreas();
  const axis = axisOf(lines, useToday());
  return (
    <section className="card" aria-labelledby="rules-axis">
      <header><h2 id="rules-axis">{t('rules.axis.title')}</h2><span className="sub">{t('rules.axis.text')}</span></header>
      <div className="body scroll" tabIndex={0} role="region" aria-labelledby="rules-axis">
        <div className="axis">
          <div className="axis-years" aria-hidden="true">{axis.years.map(({ year, left }) => <span key={year} style={{ left: share(left) }}>{year}</span>)}</div>
          {axis.lanes.map((lane) => (
            <div key={lane.key} className="axis-lane">
              <div className="axis-name"><b className="strong">{word('programme', lane.programme)}</b> <span className="sub">{areas.name(lane.area)}</span></div>
              <ul className="axis-bars">
                {lane.bars.map((bar) => <li key={`${bar.id}${bar.from}`}><AxisBar bar={bar} /></li>)}
              </ul>
            </div>
          ))}
          <div className="axis-today" aria-hidden="true"><i style={{ left: share(axis.today) }} /></div>
        </div>
      </div>
    </section>
  );
}

function AxisBar({ bar }: { readonly bar: Bar }) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = bar.to === null ? t('rules.say.since', { from: format.shortDate(bar.from) }) : t('rules.say.fromTo', { from: format.shortDate(bar.from), to: format.shortDate(bar.to) });
  return <Link className={`axis-bar ${bar.standing}`} to={`/rules/${bar.id}`} style={{ marginLeft: share(bar.left), width: share(bar.width) }} title={`${bar.id} · ${time}`}>{bar.id}</Link>;
}
