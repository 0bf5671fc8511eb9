import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { drawSpotChecks } from '../../api/casework.ts';
import { newIdempotencyKey } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Notice } from '../../parts/states.tsx';

/** Nobody can steer the draw: the frame is closed before the seed exists. */
export function DrawDialog({ area, onClose }: { readonly area: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const queries = useQueryClient();
  const [key] = useState(newIdempotencyKey);
  const draw = useMutation({ mutationFn: () => drawSpotChecks(area, key), onSuccess: () => queries.invalidateQueries({ queryKey: ['casework'] }) });
  const first = draw.data?.drawn[0] ?? draw.data?.always[0];
  return (
    <Modal opened onClose={onClose} title={t('work.draw.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className="stack">
        <p className="s13">{t('work.draw.text')}</p>
        {draw.error !== null && <Refusal error={draw.error} focus />}
        {draw.data && (
          <>
            <Notice tone="ok">{t('work.draw.done', { count: draw.data.drawn.length })} · {t('work.draw.always', { count: draw.data.always.length })}</Notice>
            <ul>{draw.data.draws.map((one) => <li key={one.draw} className="sub">{t('work.draw.frame', { programme: word('programme', one.programme), count: one.frame, from: format.shortDate(one.from), to: format.shortDate(one.to) })}</li>)}</ul>
            {first !== undefined && <Link to={`/applications/${first}`}>{t('work.draw.openFile')}</Link>}
          </>
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{draw.data ? t('common.close') : t('common.cancel')}</Button>
          {!draw.data && <Button variant="filled" data-autofocus loading={draw.isPending} onClick={() => draw.mutate()}>{t('work.draw.run')}</Button>}
        </div>
      </div>
    </Modal>
  );
}
