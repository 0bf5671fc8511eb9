import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { groupedResidentId } from '../../format/identity-number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { ageOn } from '../../parts/day.ts';
import { icon } from '../../parts/icon.ts';
import { idVerdict, type IdKind, type PersonDraft } from './form.ts';

const relations = ['head', 'spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other'] as const;
const disabilities = ['physical', 'visual', 'hearing', 'speech', 'intellectual', 'mental', 'multiple'] as const;
const work = ['able', 'partial', 'none', 'unknown'] as const;

interface PersonRowProps {
  readonly person: PersonDraft;
  readonly nth: number;
  readonly kind: IdKind;
  readonly today: string;
  readonly otherIds: readonly string[];
  readonly told: boolean;
  readonly onChange: (change: Partial<PersonDraft>) => void;
  readonly onRemove: (() => void) | null;
  /** Enter in the ID number: the card of the next person comes. */
  readonly onNext: () => void;
}

/** One person: what the card says is checked as it is read, what the number tells is not asked again. */
export function PersonRow({ person, nth, kind, today, otherIds, told, onChange, onRemove, onNext }: PersonRowProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  const [left, setLeft] = useState(false);
  const { problem, facts } = idVerdict(person.idNumber, kind, otherIds, today, !left && !told);
  const empty = told && person.idNumber === '';
  const error = problem ? t(`apply.id.${problem}`) : empty ? t(kind === 'cn-resident-id' ? 'apply.id.shape' : 'apply.id.mn-shape') : null;
  const onId = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey) return;
    event.preventDefault();
    setLeft(true);
    onNext();
  };
  return (
    <fieldset className="person">
      <legend className="unseen">{t('apply.people.nth', { n: nth })}</legend>
      <TextInput id={`${person.key}-name`} label={t('apply.person.name')} value={person.name} autoComplete="off" error={told && person.name.trim() === '' ? t('apply.missing.name') : null} onChange={(event) => onChange({ name: event.currentTarget.value })} />
      <TextInput id={`${person.key}-id`} label={t('apply.person.idNumber')} value={person.idNumber} autoComplete="off" spellCheck={false} error={error} onKeyDown={onId} onBlur={() => setLeft(true)}
        description={facts && !problem ? <Facts birthDate={facts.birthDate} sex={facts.sex ?? person.sex} today={today} /> : undefined} inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => onChange({ idNumber: grouped(event.currentTarget, kind) })} />
      <NativeSelect id={`${person.key}-relation`} label={t('apply.person.relation')} value={person.relation} error={told && person.relation === '' ? t('apply.missing.relation') : null} onChange={(event) => onChange({ relation: event.currentTarget.value })}
        data={[{ value: '', label: t('apply.place.choose') }, ...relations.map((value) => ({ value, label: word('relation', value) }))]} />
      {kind === 'mn-registration' && (
        <NativeSelect label={t('apply.person.sex')} value={person.sex} onChange={(event) => onChange({ sex: event.currentTarget.value })} data={[{ value: '', label: t('apply.place.choose') }, ...(['male', 'female'] as const).map((value) => ({ value, label: word('sex', value) }))]} />
      )}
      <NativeSelect label={t('apply.person.work')} value={person.work} onChange={(event) => onChange({ work: event.currentTarget.value })} data={work.map((value) => ({ value, label: word('work', value) }))} />
      <span className="stack tight">
        <NativeSelect label={t('apply.person.disability')} value={person.disability} onChange={(event) => onChange({ disability: event.currentTarget.value })}
          data={[{ value: '', label: t('apply.person.noDisability') }, ...disabilities.map((value) => ({ value, label: word('disability', value) }))]} />
        {person.disability !== '' && (
          <NativeSelect aria-label={t('apply.person.disabilityLevel')} value={person.level} onChange={(event) => onChange({ level: event.currentTarget.value })} data={['1', '2', '3', '4'].map((value) => ({ value, label: t('apply.person.level', { level: value }) }))} />
        )}
      </span>
      <span className="person-end">
        <Checkbox size="xs" label={t('apply.person.student')} checked={person.student} onChange={(event) => onChange({ student: event.currentTarget.checked })} />
        {onRemove && <Button size="xs" variant="subtle" px={6} aria-label={t('apply.people.remove', { name: person.name === '' ? t('apply.people.nth', { n: nth }) : person.name })} onClick={onRemove}><IconX {...icon} /></Button>}
      </span>
    </fieldset>
  );
}

/** Grouped while the hand is at the end; a correction in the middle is left alone. */
function grouped(input: HTMLInputElement, kind: IdKind): string {
  const atEnd = input.selectionStart === input.value.length;
  return kind === 'cn-resident-id' && atEnd ? groupedResidentId(input.value) : input.value;
}

function Facts({ birthDate, sex, today }: { readonly birthDate: string; readonly sex: string; readonly today: string }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  return (
    <span className="row tight c-ok"><IconCheck {...icon} /><span className="unseen">{t('apply.id.ok')}</span>
      {t('apply.person.facts', { date: format.shortDate(birthDate), sex: sex === '' ? '–' : word('sex', sex), age: t('household.members.age', { count: ageOn(birthDate, today) }) })}
    </span>
  );
}
