import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../api/client.ts';
import { retryLetter, skipLetter, useLetters, type FoundLetter } from '../../api/operations.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from '../../parts/refusal.tsx';

/** The heads of stopped queues: tried again, or left out with a reason that is kept. */
export function LettersCard() {
  const { t } = useTranslation();
  const letters = useLetters();
  const [skipping, setSkipping] = useState<FoundLetter | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  return (
    <section className="card" aria-labelledby="letters-title">
      <header><h2 id="letters-title">{t('operations.letters.title')}</h2>{letters.length > 0 && <span className="tag bad">{letters.length}</span>}</header>
      <div className="body stack">
        {refused !== null && <Refusal error={refused} focus />}
        {letters.length === 0 ? <p className="mut">{t('operations.letters.none')}</p>
          : <ul className="letters">{letters.map((letter) => <Letter key={letter.id} letter={letter} onSkip={setSkipping} onRefused={setRefused} />)}</ul>}
      </div>
      {skipping && <SkipDialog letter={skipping} onClose={() => setSkipping(null)} />}
    </section>
  );
}

function Letter({ letter, onSkip, onRefused }: { readonly letter: FoundLetter; readonly onSkip: (letter: FoundLetter) => void; readonly onRefused: (error: unknown) => void }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryLetter(letter, newIdempotencyKey()),
    onError: onRefused,
    onSuccess: () => onRefused(null),
    onSettled: () => queries.invalidateQueries({ queryKey: [letter.service, 'operations'] }),
  });
  return (
    <li className="row wrap">
      <div className="grow stack tight">
        <span><b className="strong">{letter.type}</b> <span className="sub">{word('service', letter.service)} ⟵ {letter.topic} · {format.dateTime(letter.failedAt)}</span></span>
        <code>{letter.error.code}: {letter.error.message}</code>
        <span className="sub">{t('operations.letters.attempts', { count: letter.attempts })} · {t('operations.letters.behind', { count: letter.behind })}</span>
      </div>
      <Button loading={retry.isPending} onClick={() => retry.mutate()}>{t('operations.letters.retry')}</Button>
      <Button onClick={() => onSkip(letter)}>{t('operations.letters.skip')}…</Button>
    </li>
  );
}

const shortest = 5;

function SkipDialog({ letter, onClose }: { readonly letter: FoundLetter; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const [key] = useState(newIdempotencyKey);
  const short = reason.trim().length < shortest;
  const skip = useMutation({
    mutationFn: () => skipLetter(letter, reason.trim(), key),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: [letter.service, 'operations'] }); onClose(); },
  });
  return (
    <Modal opened onClose={onClose} title={t('operations.letters.skipTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); setTold(true); if (!short) skip.mutate(); }}>
        <p className="s13"><b className="strong">{letter.type}</b> · {t('operations.letters.skipText')}</p>
        {skip.error !== null && <Refusal error={skip.error} focus />}
        <Textarea data-autofocus label={t('common.reasonRequired')} rows={3} value={reason} error={told && short ? t('operations.letters.short') : null} onChange={(event) => setReason(event.currentTarget.value)} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" loading={skip.isPending}>{t('operations.letters.skip')}</Button></div>
      </form>
    </Modal>
  );
}
