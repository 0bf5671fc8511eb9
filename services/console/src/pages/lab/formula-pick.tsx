import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words.ts';

export interface FormulaPickProps { readonly names: readonly string[]; readonly formula: string; readonly onFormula: (name: string) => void }

/** A formula that was fitted is called by its method, a registered one by its own name. */
export function useFormulaName(): (name: string) => string {
  const { word } = useWords();
  return (name) => word('method', name);
}

export function FormulaPick({ names, formula, onFormula }: FormulaPickProps) {
  const { t } = useTranslation();
  const nameOf = useFormulaName();
  return <NativeSelect size="xs" aria-label={t('lab.formula')} value={formula} data={names.map((value) => ({ value, label: nameOf(value) }))} onChange={(event) => onFormula(event.currentTarget.value)} />;
}
