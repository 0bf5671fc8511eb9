import { Button, Modal, Radio } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal, type RevealField } from '../api/registry.ts';
import { groupedResidentId } from '../format/identity-number.ts';
import { icon } from './icon.ts';
import { ErasableText } from './person-name.tsx';
import { Refusal } from './refusal.tsx';

interface MaskedIdProps { readonly person: string; readonly field: RevealField; /** As the service masked it. */ readonly masked: string; readonly label: string }

export const purposes = ['application', 'verification', 'review', 'payment', 'complaint'] as const;
export type Purpose = (typeof purposes)[number];

/** Shown for a minute, for one purpose, one field at a time; the person can see who looked. */
export function MaskedId({ person, field, masked, label }: MaskedIdProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<{ readonly value: string; readonly until: number } | null>(null);
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => setShown(null), Math.max(0, shown.until - Date.now()));
    return () => clearTimeout(timer);
  }, [shown]);
  const value = shown ? (field === 'idNumber' ? groupedResidentId(shown.value) : shown.value) : masked;
  return (
    <span className="row tight" style={{ display: 'inline-flex' }}>
      <span className="nowrap">{label} <span aria-live="polite"><ErasableText text={value} /></span></span>
      {!shown && (
        <Button size="xs" variant="subtle" px={5} aria-label={t('parts.reveal.open', { what: label })} onClick={() => setAsking(true)}><IconEye {...icon} /></Button>
      )}
      {asking && <PurposeDialog person={person} field={field} label={label} onClose={() => setAsking(false)} onShown={setShown} />}
    </span>
  );
}

interface PurposeDialogProps {
  readonly person: string;
  readonly field: RevealField;
  readonly label: string;
  readonly onClose: () => void;
  readonly onShown: (shown: { readonly value: string; readonly until: number }) => void;
}

function PurposeDialog({ person, field, label, onClose, onShown }: PurposeDialogProps) {
  const { t } = useTranslation();
  const [purpose, setPurpose] = useState<Purpose>('application');
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: unknown }>({ busy: false, error: null });
  const ask = async (): Promise<void> => {
    setState({ busy: true, error: null });
    try {
      const answer = await reveal(person, field, purpose);
      onShown({ value: answer.value, until: Math.min(Date.now() + 60_000, Date.parse(answer.until)) });
      onClose();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('parts.reveal.title', { what: label })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className="stack">
        <p className="s13">{t('parts.reveal.text')}</p>
        {state.error !== null && <Refusal error={state.error} focus />}
        <Radio.Group label={t('parts.reveal.purpose')} value={purpose} onChange={setPurpose}>
          <div className="stack tight" style={{ marginTop: 6 }}>
            {purposes.map((one) => <Radio key={one} value={one} label={t(`parts.reveal.for.${one}`)} />)}
          </div>
        </Radio.Group>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="filled" loading={state.busy} onClick={() => void ask()}>{t('parts.reveal.show')}</Button>
        </div>
      </div>
    </Modal>
  );
}
