import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useAreas } from '../api/areas.ts';
import { search } from '../api/registry.ts';
import { useWords } from '../i18n/words.ts';
import { icon } from '../parts/icon.ts';
import { PersonName } from '../parts/person-name.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Empty, Loading } from '../parts/states.tsx';

/** Anything from anywhere: a name, part of one, its pinyin, an ID number or a telephone; Enter opens the first. */
export function FindDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const areas = useAreas();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({ queryKey: ['registry', 'search', wanted], queryFn: ({ signal }) => search(wanted, signal), enabled: wanted.length > 0, gcTime: 0 });
  const hits = found.data ?? [];

  const openFirst = async (event: KeyboardEvent): Promise<void> => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || text.trim() === '') return;
    event.preventDefault();
    const current = wanted === text.trim() && found.data ? found.data : await search(text.trim());
    const first = current[0];
    if (!first) return;
    onClose();
    await navigate(`/households/${first.household}`);
  };

  return (
    <Modal opened onClose={onClose} size="lg" title={t('shell.findLabel')} centered={false} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <TextInput data-autofocus value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={(event) => void openFirst(event)}
        aria-label={t('shell.findPlaceholder')} placeholder={t('shell.findPlaceholder')} leftSection={<IconSearch {...icon} />} autoComplete="off" />
      <div style={{ marginTop: 10, minHeight: 120 }} aria-live="polite">
        {found.isFetching && hits.length === 0 && <Loading rows={3} />}
        {found.error !== null && <Refusal error={found.error} onRetry={() => void found.refetch()} />}
        {found.isSuccess && hits.length === 0 && <Empty title={t('household.find.none')}>{t('household.find.hint')}</Empty>}
        {wanted === '' && <p className="sub">{t('household.find.hint')}</p>}
        <ul>
          {hits.map((hit, n) => (
            <li key={hit.household}>
              <Link className={`find-result ${n === 0 ? 'first' : ''}`} to={`/households/${hit.household}`} onClick={onClose}>
                <span className="row wrap"><PersonName name={hit.head.name} strong /><span className="sub">{t('common.people', { count: hit.members })} · {areas.name(hit.area)}</span>
                  {hit.programmes.map((programme) => <span key={programme} className="tag accent">{word('programme', programme)}</span>)}</span>
                <span className="sub">{hit.number} · {t(`household.find.by.${hit.matchedBy}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}
