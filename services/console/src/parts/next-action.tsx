import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ClockRow } from './clock-row.tsx';
import type { ClockReading } from './clock.ts';

export interface ForbiddenAction { readonly title: string; readonly rule: string }

interface NextActionProps {
  readonly who: string;
  readonly title: string;
  readonly step: ClockReading | null;
  readonly total: ClockReading | null;
  /** Absent when nothing can be done now; then `waitingFor` says for what. */
  readonly action?: { readonly label: string; readonly run: () => void; readonly busy?: boolean } | undefined;
  readonly waitingFor?: string | undefined;
  readonly after?: string | undefined;
  readonly forbidden: readonly ForbiddenAction[];
}

/** The one thing to do next, and for each thing not yet allowed the rule that forbids it. */
export function NextAction({ who, title, step, total, action, waitingFor, after, forbidden }: NextActionProps) {
  const { t } = useTranslation();
  return (
    <section className="card" style={{ borderColor: 'var(--accent-line)', padding: '13px 14px 14px' }} aria-labelledby="next-action">
      <p className="sub">{who}</p>
      <h2 id="next-action" style={{ fontSize: 16, lineHeight: '24px', margin: '1px 0 9px' }}>{title}</h2>
      {step && <ClockRow clock={step} of="step" />}
      {total && <ClockRow clock={total} of="total" />}
      {action && (
        <Button variant="filled" size="md" fullWidth mt={12} loading={action.busy ?? false} onClick={action.run} rightSection={<kbd className="on-accent">A</kbd>}>
          {action.label}
        </Button>
      )}
      {waitingFor !== undefined && <p className="s13" style={{ marginTop: 10 }}>{waitingFor}</p>}
      {after !== undefined && <p className="sub" style={{ marginTop: 9 }}>{t('parts.after', { what: after })}</p>}
      {forbidden.length > 0 && (
        <ul style={{ marginTop: 6 }}>
          {forbidden.map((one) => <li key={one.title} className="sub" style={{ marginTop: 3 }}>{t('parts.forbidden', { action: one.title, rule: one.rule })}</li>)}
        </ul>
      )}
    </section>
  );
}
