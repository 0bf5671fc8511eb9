import { IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { icon } from './icon.ts';

/** What came in since the list was drawn waits here: rows never move under the hand. */
export function NewBar({ fresh, changed, onLoad }: { readonly fresh: number; readonly changed: number; readonly onLoad: () => void }) {
  const { t } = useTranslation();
  if (fresh + changed === 0) return null;
  const words = [fresh > 0 ? t('parts.bar.fresh', { count: fresh }) : '', changed > 0 ? t('parts.bar.changed', { count: changed }) : ''].filter((part) => part !== '');
  return (
    <div className="newbar" role="status">
      <IconInbox {...icon} /><span>{words.join(' · ')}</span>
      <button type="button" className="link" onClick={onLoad}>{t('common.load')}</button>
    </div>
  );
}
