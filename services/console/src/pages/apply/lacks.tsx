import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplyDraft, FieldLack } from './form.ts';

/** All that is missing in one place, each a way to its field. */
export function Lacks({ lacks, form }: { readonly lacks: readonly FieldLack[]; readonly form: ApplyDraft }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const people = [...form.members, ...form.supporters];
  const who = (field: string): string => {
    const at = people.findIndex((person) => field.startsWith(person.key));
    const person = people[at];
    return person ? `${person.name === '' ? t('apply.people.nth', { n: at + 1 }) : person.name}: ` : '';
  };
  const words = ({ lack }: FieldLack): string => (lack === 'id' ? t('apply.person.idNumber') : lack === 'amount' ? t('apply.means.wrong') : t(`apply.missing.${lack}`));
  return (
    <div ref={box} tabIndex={-1} className="notice bad" role="alert">
      <div className="grow">
        <b className="strong">{t('errors.summary', { count: lacks.length })}</b>
        <ul>{lacks.map((one) => <li key={one.field}><a href={`#${one.field}`} onClick={(event) => { event.preventDefault(); document.getElementById(one.field)?.focus(); }}>{who(one.field)}{words(one)}</a></li>)}</ul>
      </div>
    </div>
  );
}
