import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { Notice } from '../parts/states.tsx';

interface DraftBarProps { readonly savedAt: string | null; readonly restoredFrom: string | null; readonly onDiscard: () => void }

/** Where the form stands: kept on this device at what time, or found again from when. */
export function DraftBar({ savedAt, restoredFrom, onDiscard }: DraftBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (savedAt === null && restoredFrom === null) return <p className="sub">{t('drafts.empty')}</p>;
  if (savedAt !== null) return <p className="sub" role="status">{t('drafts.saved', { time: format.time(savedAt) })}</p>;
  return (
    <Notice tone="wait">
      <div className="row between wrap">
        <span>{t('drafts.restored', { time: restoredFrom === null ? '' : format.dateTime(restoredFrom) })}</span>
        <Button size="xs" onClick={onDiscard}>{t('drafts.discard')}</Button>
      </div>
    </Notice>
  );
}
