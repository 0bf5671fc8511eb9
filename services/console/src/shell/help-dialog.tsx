import { Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setSingleKeys, singleKeysOn } from '../keys/use-shortcuts.ts';

const keys = [
  ['J K', 'move'], ['X', 'choose'], ['A', 'act'], ['Enter', 'open'], ['/', 'filter'], ['Ctrl K', 'find'], ['[ ]', 'next'], ['Ctrl Enter', 'submit'], ['?', 'list'],
] as const;

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(singleKeysOn);
  return (
    <Modal opened onClose={onClose} title={t('shell.shortcutsTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className="stack">
        <table>
          <tbody>{keys.map(([key, name]) => <tr key={name}><th scope="row" style={{ padding: '4px 0' }}><kbd style={{ display: 'inline' }}>{key}</kbd></th><td>{t(`shell.key.${name}`)}</td></tr>)}</tbody>
        </table>
        <Checkbox label={t('shell.singleKeys')} checked={on} onChange={(event) => { setSingleKeys(event.currentTarget.checked); setOn(event.currentTarget.checked); }} />
      </div>
    </Modal>
  );
}
