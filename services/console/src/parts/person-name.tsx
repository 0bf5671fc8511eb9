import { useTranslation } from 'react-i18next';
import { scriptOf } from '../format/names.ts';

/** What the services write where an erased person's field was. */
const erased = '[erased]';

/** A number, phone or account as the service masked it; one that was erased says so in the officer's language. */
export function ErasableText({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return text === erased ? <span className="mut">{t('common.erased')}</span> : <>{text}</>;
}

interface PersonNameProps { readonly name: string | null | undefined; readonly strong?: boolean }

/** A name in its own script; one that was erased says so instead of leaving a gap. */
export function PersonName({ name, strong = false }: PersonNameProps) {
  const { t } = useTranslation();
  if (name === null || name === undefined || name === '' || name === erased) return <span className="mut">{t('common.unnamed')}</span>;
  return <span lang={scriptOf(name)} className={strong ? 'strong' : undefined}>{name}</span>;
}
