import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words.ts';
import type { Asked } from './explain.ts';

interface AnswersFormProps { readonly asked: readonly Asked[]; readonly typed: Readonly<Record<string, string>>; readonly onChange: (column: string, value: string) => void; readonly missing?: readonly string[] }

/** The questions of a formula; one that is left open is not known. */
export function AnswersForm({ asked, typed, onChange, missing = [] }: AnswersFormProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  return (
    <div className="answers">
      {asked.map(({ column, levels, kind }) => {
        const error = missing.includes(column) ? t('formulas.explain.needed') : null;
        const value = typed[column] ?? '';
        return kind === 'numeric'
          ? <TextInput key={column} label={column} inputMode="decimal" value={value} error={error} onChange={(event) => onChange(column, event.currentTarget.value)} />
          : <NativeSelect key={column} label={column} value={value} error={error} data={[{ value: '', label: t('formulas.explain.unknown') }, ...levels.map((level) => ({ value: level, label: kind === 'yes-no' ? t(level === '1' ? 'words.answer.yes' : 'words.answer.no') : word('answer', level) }))]} onChange={(event) => onChange(column, event.currentTarget.value)} />;
      })}
    </div>
  );
}
