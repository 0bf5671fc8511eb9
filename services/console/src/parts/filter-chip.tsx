import { Menu } from '@mantine/core';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { icon } from './icon.ts';

interface FilterChipProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string | null) => void;
}

/** One filter of a list: a press opens the choices; a set one names its choice and can be taken away. */
export function FilterChip({ label, value, options, onChange }: FilterChipProps) {
  const { t } = useTranslation();
  const chosen = options.find((option) => option.value === value);
  if (chosen) {
    return (
      <button type="button" className="chip on" aria-label={t('parts.filter.remove', { filter: label, value: chosen.label })} onClick={() => onChange(null)}>
        {t('parts.filter.set', { filter: label, value: chosen.label })} <IconX {...icon} />
      </button>
    );
  }
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target><button type="button" className="chip">{label} <IconChevronDown {...icon} /></button></Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => <Menu.Item key={option.value} onClick={() => onChange(option.value)}>{option.label}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
