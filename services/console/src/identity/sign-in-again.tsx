import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useSession } from './session.tsx';
import { signInOver } from './sign-in.ts';

/** An expired sign-in is renewed over the page: nothing that is typed is lost. */
export function SignInAgain() {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const [failed, setFailed] = useState(false);
  if (session.kind !== 'expired') return null;
  const again = async (): Promise<void> => {
    const done = await signInOver();
    setFailed(!done);
    if (done) await queries.invalidateQueries({ type: 'active' });
  };
  return (
    <Modal opened zIndex={400} onClose={() => undefined} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false} title={t('identity.expiredTitle')}>
      <div className="stack">
        <p>{t('identity.expiredText')}</p>
        {failed && <p className="c-bad" role="alert">{t('identity.failedText')}</p>}
        <Button variant="filled" onClick={() => void again()}>{t('identity.again')}</Button>
      </div>
    </Modal>
  );
}
