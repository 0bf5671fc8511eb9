import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { icon } from '../../parts/icon.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { useWords } from '../../i18n/words.ts';
import type { Outcome } from './submission.ts';

interface OutcomeCardProps { readonly outcome: Outcome; readonly nameOf: (person: string) => string; readonly onNext: () => void }

/** What became of it stays on the page: accepted, or one notice that names everything still missing. */
export function OutcomeCard({ outcome, nameOf, onNext }: OutcomeCardProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  const navigate = useNavigate();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const open = (): void => void navigate(`/applications/${outcome.application}`);
  useShortcuts({ n: onNext, Enter: open });
  const missing = outcome.checked?.missing ?? [];
  const returned = outcome.checked?.status === 'returned';
  const ruleSet = outcome.checked?.ruleSet;
  const words = returned ? t('apply.done.returned', { count: missing.length }) : outcome.checked === null ? t('apply.done.submitted') : ruleSet ? t('apply.done.accepted', { ruleSet }) : t('apply.done.acceptedPlain');
  return (
    <section className="card" style={{ maxWidth: 640 }} aria-labelledby="outcome">
      <header><Lamp state={returned ? 'soon' : 'ok'} /><h2 id="outcome" ref={title} tabIndex={-1}>{words}</h2><span className="grow" /><span className="tag line">{outcome.number}</span></header>
      <div className="body stack">
        {returned && (
          <>
            <p className="s13 mut">{t('apply.done.returnedText')}</p>
            <ul className="stack tight">{missing.map((paper) => <li key={`${paper.kind}${paper.person ?? ''}`} className="row"><Lamp state="soon" />{paper.person === null ? word('document', paper.kind) : t('application.documents.of', { document: word('document', paper.kind), name: nameOf(paper.person) })}</li>)}</ul>
          </>
        )}
        <div className="row wrap">
          <Button variant="filled" onClick={open}>{t('apply.done.openFile')}</Button>
          {returned && <Button leftSection={<IconPrinter {...icon} />} onClick={() => window.print()}>{t('apply.done.printNotice')}</Button>}
          <Button onClick={onNext}>{t('apply.done.next')}</Button>
        </div>
      </div>
    </section>
  );
}
