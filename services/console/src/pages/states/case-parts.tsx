import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClockCell, ClockRow } from '../../parts/clock-row.tsx';
import { Comparison } from '../../parts/comparison.tsx';
import { Lamp, lampStates } from '../../parts/lamp.tsx';
import { NextAction } from '../../parts/next-action.tsx';
import { SourceMatrix } from '../../parts/source-matrix.tsx';
import { StepsBar } from '../../parts/steps-bar.tsx';
import { Trace } from '../../parts/trace.tsx';
import { Part, State } from './frame.tsx';
import { clock, matrix, steps, withoutMeeting } from './samples.ts';

const sources = ['household-registration', 'tax', 'vehicles', 'employment', 'bank', 'commercial-insurance', 'securities'];

export function CaseParts() {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<string | null>('i2');
  return (
    <>
      <Part name="lamp">
        <div className="row wrap">{lampStates.map((state) => <span key={state} className="row tight"><Lamp state={state} />{t(`clock.lamp.${state}`)}</span>)}</div>
        <div className="row wrap"><ClockCell clock={clock(-1, 9)} /><ClockCell clock={clock(2, 7, { unit: 'day' })} /><ClockCell clock={clock(7, 10)} /><ClockCell clock={clock(3, 10, { state: 'paused' })} /><ClockCell clock={null} /></div>
      </Part>
      <Part name="clock">
        <div className="card" style={{ maxWidth: 360 }}><div className="body" style={{ paddingTop: 13 }}>
          <ClockRow clock={clock(1, 10)} of="step" /><ClockRow clock={clock(21, 30, { bound: 'statutory', due: '2026-12-21' })} of="total" />
          <ClockRow clock={clock(-2, 7, { unit: 'day', bound: 'statutory' })} of="step" /><ClockRow clock={clock(5, 10, { provisional: true })} of="step" />
        </div></div>
      </Part>
      <Part name="steps"><StepsBar steps={steps} /><StepsBar steps={withoutMeeting} /></Part>
      <Part name="next">
        <div className="row wrap" style={{ alignItems: 'flex-start' }}>
          <div style={{ width: 330 }}><State name="allowed">
            <NextAction who={t('words.role.town')} title={t('application.verification.title')} step={clock(1, 10)} total={clock(21, 30, { bound: 'statutory', due: '2026-12-21' })}
              action={{ label: t('application.verification.title'), run: () => undefined }} after={t('steps.s7')} forbidden={[{ title: t('steps.s10'), rule: t('steps.s7') }]} />
          </State></div>
          <div style={{ width: 330 }}><State name="forbidden">
            <NextAction who={t('words.role.county-reviewer')} title={t('steps.s11')} step={null} total={clock(21, 30, { bound: 'statutory' })} waitingFor={t('words.flag.sources-open')} forbidden={[{ title: t('steps.s14'), rule: t('steps.s13') }]} />
          </State></div>
        </div>
      </Part>
      <Part name="matrix">
        <div className="card"><div className="body" style={{ paddingTop: 13 }}>
          <SourceMatrix sources={sources} rows={matrix} picked={picked} onPick={setPicked} />
          <Comparison title="王玉梅 · 银行" about="BK-778120" lines={[{ item: t('words.property.deposits'), declared: '3,200.00', found: '18,460.25', difference: '+15,260.25', reference: '65,760.00' }]}>
            <div className="row wrap" style={{ marginTop: 8, justifyContent: 'flex-end' }}><Button size="xs">{t('application.settle.declared')}</Button><Button size="xs">{t('application.settle.found')}</Button></div>
          </Comparison>
        </div></div>
      </Part>
      <Part name="trace">
        <div className="card" style={{ maxWidth: 560 }}><div className="body" style={{ paddingTop: 10 }}>
          <Trace label={t('gallery.part.trace')} lines={[
            { key: 'a', label: t('words.income.wages'), origin: '2026-11-16', value: '1,450.00' }, { key: 'b', label: t('words.income.transfers'), origin: '§ 11', value: '0.00' },
            { key: 'c', label: t('words.property.vehicle'), origin: t('words.result.undecided'), value: '△', tone: 'warn' }, { key: 'd', label: t('common.amount'), origin: '', value: '1,170.00', total: true },
          ]} />
        </div></div>
      </Part>
    </>
  );
}
