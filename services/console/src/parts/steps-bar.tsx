import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/words.ts';
import { ClockCell } from './clock-row.tsx';
import type { ClockReading } from './clock.ts';
import { allSteps, currentStep, phaseOf, phases, type StepNumber, type StepReading } from './steps.ts';
import './steps-bar.css';
import { usePhone } from './use-phone.ts';

interface StepsBarProps { readonly steps: readonly (StepReading & { readonly clock?: ClockReading | null })[]; /** The step the case waits for, where the service says so. */ readonly awaited?: number | null }

function classOf(step: StepReading, now: StepNumber | null): string {
  if (step.step === now && (step.state !== 'done' || step.mode === 'conditional')) return 'now';
  if (step.state === 'done') return 'done';
  if (step.state === 'not-taken') return 'skipped';
  return step.mode === 'conditional' ? 'dashed' : '';
}

export function StepsBar({ steps: known, awaited = null }: StepsBarProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [picked, setPicked] = useState<StepNumber | null>(null);
  const steps = allSteps(known);
  const now = currentStep(known, awaited);
  if (phone) return <PhoneSteps steps={steps} now={now} />;
  const detail = known.find((step) => step.step === picked);
  return (
    <section className="card steps" aria-label={t('steps.label')}>
      <div className="steps-phases" aria-hidden="true">
        {phases.map(({ phase }) => <span key={phase} className={now !== null && phaseOf(now) === phase ? 'on' : ''}>{t(`steps.phase${phase}`)}</span>)}
      </div>
      <ol className="steps-list">
        {steps.map((step) => (
          <li key={step.step} className={`${classOf(step, now)} ${picked === step.step ? 'picked' : ''}`} aria-current={step.step === now ? 'step' : undefined}>
            <button type="button" aria-expanded={picked === step.step} onClick={() => setPicked(picked === step.step ? null : step.step)}>
              <i aria-hidden="true">{classOf(step, now) === 'done' ? '✓' : step.step}</i>
              <span className="unseen">{step.step} </span>{t(`steps.s${step.step}`)}
              <StepVoice step={step} />
            </button>
          </li>
        ))}
      </ol>
      {picked !== null && <StepDetail step={detail ?? { step: picked, mode: 'not-taken', state: 'not-taken', at: null, by: null }} />}
    </section>
  );
}

function StepVoice({ step }: { readonly step: StepReading }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const mode = step.mode === 'conditional' && step.state === 'waiting' ? t('steps.conditional') : word('state', step.state);
  return <span className="unseen">, {mode}</span>;
}

function StepDetail({ step }: { readonly step: StepReading & { readonly clock?: ClockReading | null } }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  return (
    <div className="steps-detail" role="status">
      <b className="strong">{t('steps.detail', { step: step.step, title: t(`steps.s${step.step as StepNumber}`) })}</b>
      <span className="tag">{step.mode === 'conditional' && step.state === 'waiting' ? t('steps.conditional') : word('state', step.state)}</span>
      {step.at !== null && <span className="sub">{format.dateTime(step.at)}</span>}
      {step.by !== null && <span className="sub">{step.by}</span>}
      {step.clock && <ClockCell clock={step.clock} />}
    </div>
  );
}

function PhoneSteps({ steps, now }: { readonly steps: readonly (StepReading & { readonly step: StepNumber })[]; readonly now: StepNumber | null }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  return (
    <details className="card steps-phone">
      <summary>{t('steps.position', { step: now ?? 1, title: t(`steps.s${now ?? 1}`) })}</summary>
      <ol>
        {steps.filter((step) => step.state !== 'not-taken').map((step) => (
          <li key={step.step} aria-current={step.step === now ? 'step' : undefined}>
            <b>{step.step}</b><span className="grow">{t(`steps.s${step.step}`)}</span>
            <span className="sub">{step.at === null ? word('state', step.state) : format.shortDate(step.at)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
