import { Button, Modal } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { person, type HouseholdShown } from '../../api/registry.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { icon } from '../../parts/icon.ts';
import { purposes, type Purpose } from '../../parts/masked-id.tsx';
import { PersonName } from '../../parts/person-name.tsx';

const fields = ['idNumber', 'phone', 'address', 'account'] as const;

/** The family's right: who looked at which number, when and for what. */
export function LookedButton({ household }: { readonly household: HouseholdShown }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const people = [...household.members, ...household.supporters];
  const files = useQueries({ queries: people.map((one) => ({ queryKey: ['registry', 'person', one.id], queryFn: ({ signal }: { signal: AbortSignal }) => person(one.id, signal) })) });
  const looks = files.flatMap(({ data }, n) => (data?.looked ?? []).map((look) => ({ ...look, name: people[n]?.name ?? null })))
    .toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <>
      <Button leftSection={<IconEye {...icon} />} onClick={() => setOpen(true)}>{t('household.looked', { count: looks.length })}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} size="lg" title={t('household.lookedTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        {looks.length === 0 ? <p className="mut">{t('household.lookedNone')}</p> : <ul className="stack">{looks.map((look) => <li key={`${look.at}${look.field}`}><LookLine look={look} /></li>)}</ul>}
      </Modal>
    </>
  );
}

interface Look { readonly field: string; readonly purpose: string; readonly by: string; readonly role: string; readonly at: string; readonly name: string | null }

function LookLine({ look }: { readonly look: Look }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const field = fields.find((one) => one === look.field);
  const purpose = purposes.find((one): one is Purpose => one === look.purpose);
  return (
    <div>
      <PersonName name={look.name} strong /> <span className="tag">{field ? t(`parts.reveal.field.${field}`) : look.field}</span>
      <div className="sub">{[format.dateTime(look.at), word('role', look.role), look.by, purpose ? t(`parts.reveal.for.${purpose}`) : look.purpose].join(' · ')}</div>
    </div>
  );
}
