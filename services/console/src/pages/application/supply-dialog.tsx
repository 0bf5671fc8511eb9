import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionBody, ApplicationFile, DocumentBody } from '../../api/casework.ts';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { useAct } from './use-act.ts';

const keyOf = (paper: DocumentBody): string => `${paper.kind}|${paper.person ?? ''}`;

interface SupplyDialogProps { readonly file: ApplicationFile; readonly action: ActionBody; readonly onClose: () => void; readonly onDone: (projected: boolean) => void }

/** All that was missing, ticked: what did not come is unticked. */
export function SupplyDialog({ file, action, onClose, onDone }: SupplyDialogProps) {
  const { t } = useTranslation();
  const { text } = useWords();
  const paper = usePaperName(file);
  const act = useAct(file);
  const papers = file.documents.missing.filter((one) => one.kind !== 'authorisation');
  const [received, setReceived] = useState(() => papers.map(keyOf));
  const send = async (): Promise<void> => {
    const documents = papers.filter((one) => received.includes(keyOf(one))).map(({ kind, person }) => ({ kind, ...(person === null ? {} : { person }) }));
    const answer = await act.run(action.path, { documents });
    if (answer) onDone(answer.projected);
  };
  return (
    <Modal opened onClose={onClose} title={text(action.title)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className="stack">
        {act.error !== null && <Refusal error={act.error} focus />}
        <Checkbox.Group label={t('application.form.papers')} value={received} onChange={setReceived}>
          <div className="stack tight" style={{ marginTop: 6 }}>{papers.map((one) => <Checkbox key={keyOf(one)} value={keyOf(one)} label={paper(one)} />)}</div>
        </Checkbox.Group>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="filled" data-autofocus disabled={received.length === 0} loading={act.busy} onClick={() => void send()}>{t('application.form.submit')}</Button>
        </div>
      </div>
    </Modal>
  );
}

export function usePaperName(file: Pick<ApplicationFile, 'names'>): (paper: DocumentBody) => string {
  const { t } = useTranslation();
  const { word } = useWords();
  return ({ kind, person }) => (person === null ? word('document', kind) : t('application.documents.of', { document: word('document', kind), name: file.names[person]?.name ?? t('common.unnamed') }));
}
