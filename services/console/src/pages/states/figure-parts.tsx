import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../chart/chart.tsx';
import { DraftBar } from '../../drafts/draft-bar.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useFormat } from '../../format/use-format.ts';
import { JobLine } from '../../jobs/job-tray.tsx';
import { AreaMap } from '../../map/area-map.tsx';
import { Figure } from '../../parts/figure.tsx';
import { MaskedId } from '../../parts/masked-id.tsx';
import { Money } from '../../parts/money.tsx';
import { Part, State } from './frame.tsx';
import { places } from './samples.ts';

const job = { id: 'j', title: '2026-11', startedAt: 0, error: null, result: null } as const;

export function FigureParts() {
  const { t } = useTranslation();
  const format = useFormat();
  const draft = useDraft('gallery', 'sample', { text: '' });
  const [chosen, setChosen] = useState<string | null>('11');
  const asOf = '2026-11-20T16:00:00Z';
  const reported = places.filter((place) => place[2] !== null);
  return (
    <>
      <Part name="figure">
        <div className="card figures">
          <Figure label={t('dashboard.kpi.households')} value={format.count(412806)} note={format.change(-0.004)} source="registry" asOf={asOf} history={[418, 417, 416, 414, 413, 412.8]} />
          <Figure label={t('dashboard.kpi.money')} value={format.big(312000000)} source="payments" asOf={asOf} history={[2.6, 2.7, 2.9, 3, 3.1, 3.12]} to="/dashboards" />
        </div>
        <div className="row wrap"><Money value={{ minor: 117000, currency: 'CNY' }} /><Money value={{ minor: 30000000, currency: 'MNT' }} /><Money value={{ minor: -30000, currency: 'CNY' }} /><Money value={null} />
          <MaskedId person="00000000-0000-4000-8000-000000000000" field="idNumber" masked="…0417" label={t('apply.person.idNumber')} /></div>
      </Part>
      <Part name="form">
        <div className="card" style={{ maxWidth: 420 }}><div className="body stack" style={{ paddingTop: 13 }}>
          <DraftBar savedAt={draft.savedAt} restoredFrom={draft.restoredFrom} onDiscard={() => void draft.discard({ text: '' })} />
          <TextInput label={t('common.name')} value={draft.value.text} onChange={(event) => draft.change({ text: event.currentTarget.value })} />
        </div></div>
      </Part>
      <Part name="jobs">
        <div className="card" style={{ maxWidth: 420 }}><div className="body stack" style={{ paddingTop: 13 }}>
          {(['running', 'done', 'failed', 'cancelled'] as const).map((state) => <JobLine key={state} job={{ ...job, id: state, state }} />)}
        </div></div>
      </Part>
      <Part name="chart">
        <State name="normal">
          <Chart title={t('dashboard.chart.overdue')} height={220} footer={t('common.source', { source: t('words.service.casework') })}
            option={{ grid: { left: 70, right: 40, top: 10, bottom: 24 }, xAxis: { type: 'value', min: 0 }, yAxis: { type: 'category', inverse: true, data: reported.slice(0, 6).map((place) => place[1]) }, series: [{ type: 'bar', data: reported.slice(0, 6).map((place) => place[2]) }] }}
            table={{ head: [t('common.area'), t('dashboard.chart.overdue')], rows: reported.slice(0, 6).map((place) => [place[1], format.percent(place[2] ?? 0)]) }} />
        </State>
        <State name="partial">
          <div className="card"><div className="body" style={{ paddingTop: 13 }}>
            <AreaMap label={t('dashboard.map.label')} areas={places.map(([code, name, value]) => ({ code, name, value, text: value === null ? '' : format.percent(value) }))} chosen={chosen} write={(value) => format.percent(value)} onChoose={setChosen} />
          </div></div>
        </State>
      </Part>
    </>
  );
}
