import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from './refusal.tsx';

/** What the caller of a dialog with a form knows of its command. */
export interface DialogProps { readonly busy: boolean; readonly error: unknown; readonly onClose: () => void }
interface FormDialogProps extends DialogProps { readonly title: string; /** On the button; the title unless said. */ readonly action?: string; readonly danger?: boolean; readonly onSubmit: () => void; readonly children: ReactNode }

/** A dialog that sends one form; a refusal is shown in it and what was typed stays. */
export function FormDialog({ title, action = title, danger = false, busy, error, onClose, onSubmit, children }: FormDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); onSubmit(); }}>
        {error !== null && <Refusal error={error} focus />}
        {children}
        <div className="row end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" {...(danger ? { color: 'red.9' } : {})} type="submit" loading={busy}>{action}</Button></div>
      </form>
    </Modal>
  );
}
