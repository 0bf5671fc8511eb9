import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import './bulk-bar.css';
import { icon } from './icon.ts';

export interface BulkAction { readonly key: string; readonly label: string; /** For how many of the selection it applies. */ readonly applies: number; readonly run: () => void; readonly busy?: boolean }

interface BulkBarProps { readonly selected: number; readonly actions: readonly BulkAction[]; /** Why an action does not apply to all. */ readonly hint?: string | undefined; readonly onClear: () => void }

export function BulkBar({ selected, actions, hint, onClear }: BulkBarProps) {
  const { t } = useTranslation();
  if (selected === 0) return null;
  return (
    <div className="bulk" role="region" aria-label={t('parts.bulk.label')}>
      <b className="strong" aria-live="polite">{t('parts.bulk.selected', { count: selected })}</b>
      {actions.map((action) => (
        <button key={action.key} type="button" disabled={action.applies === 0 || action.busy === true} onClick={action.run}>{action.label} {action.applies}</button>
      ))}
      <span className="grow" />
      {hint !== undefined && <span className="hint">{hint}</span>}
      <button type="button" aria-label={t('parts.bulk.clear')} onClick={onClear}><IconX {...icon} /></button>
    </div>
  );
}
