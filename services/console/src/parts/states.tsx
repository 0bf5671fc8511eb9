import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/words.ts';
import './states.css';

/** The shape of what is coming, after 200 ms, so that quick answers do not flicker. */
export function Loading({ rows = 6, height = 18 }: { readonly rows?: number; readonly height?: number }) {
  const { t } = useTranslation();
  return (
    <div className="bones" role="status">
      <span className="unseen">{t('common.loading')}</span>
      {Array.from({ length: rows }, (_, n) => <Skeleton key={n} height={height} width={n % 3 === 2 ? '70%' : '100%'} animate={false} />)}
    </div>
  );
}

/** Why there is nothing, and the one thing to do about it. */
export function Empty({ title, children, action }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return <div className="state"><b className="strong">{title}</b>{children !== undefined && <p>{children}</p>}{action}</div>;
}

/** What is missing stands where it would have been, by name; what did load stays. */
export function Partial({ source, onRetry }: { readonly source: string; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="notice" role="status">
      <span className="grow">{t('parts.state.partial', { source })}</span>
      {onRetry && <button type="button" className="link" onClick={onRetry}>{t('common.retry')}</button>}
    </div>
  );
}

/** Which role has the right; nothing about what lies behind. */
export function NoRight({ roles }: { readonly roles: readonly string[] }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const names = format.list(roles.map((role) => word('role', role)));
  return <Empty title={t('parts.state.noRight')}>{t('parts.state.noRightText', { roles: names })}</Empty>;
}

export type NoticeTone = 'warn' | 'bad' | 'info' | 'ok' | 'wait';

export function Notice({ tone, children }: { readonly tone: NoticeTone; readonly children: ReactNode }) {
  return <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}><div className="grow">{children}</div></div>;
}
