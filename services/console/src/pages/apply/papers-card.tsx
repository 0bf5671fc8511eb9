import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import type { ApplyDraft, Requirement } from './form.ts';

interface PapersCardProps {
  readonly form: ApplyDraft;
  readonly papers: readonly Requirement[];
  readonly ready: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly onChange: (change: (form: ApplyDraft) => ApplyDraft) => void;
}

/** What the rule set in force asks for, by name; one tick for all of it, and the missing unticked. */
export function PapersCard({ form, papers, ready, error, onRetry, onChange }: PapersCardProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  const seen = (key: string): boolean => form.allSeen && !form.lacking.includes(key);
  const needed = papers.filter((paper) => paper.needed);
  const complete = form.allSeen && needed.every((paper) => seen(paper.key));
  const toggle = (key: string, on: boolean): void => onChange((now) => {
    const others = now.lacking.filter((one) => one !== key);
    if (now.allSeen) return { ...now, lacking: on ? others : [...others, key] };
    return on ? { ...now, allSeen: true, lacking: papers.map((paper) => paper.key).filter((one) => one !== key) } : now;
  });
  const label = (paper: Requirement): string => (paper.person === null ? word('document', paper.kind) : t('application.documents.of', { document: word('document', paper.kind), name: paper.person.name === '' ? t('common.unnamed') : paper.person.name }));
  return (
    <section className="card" aria-labelledby="papers-title">
      <header><h2 id="papers-title">{t('apply.papers.title')}</h2><span className="grow" />{ready && <span className="sub">{t('apply.papers.count', { have: needed.filter((paper) => seen(paper.key)).length, need: needed.length })}</span>}</header>
      <div className="body">
        {error !== null && <Refusal error={error} onRetry={onRetry} />}
        {!ready && error === null && <><p className="sub">{t('apply.papers.loading')}</p><Loading rows={3} /></>}
        {ready && (
          <>
            <Checkbox label={<b className="strong">{t('apply.papers.allSeen')}</b>} checked={complete} indeterminate={form.allSeen && !complete}
              onChange={(event) => { const on = event.currentTarget.checked; onChange((now) => ({ ...now, allSeen: on, lacking: on ? papers.filter((paper) => !paper.needed).map((paper) => paper.key) : [] })); }} />
            <p className="sub" style={{ margin: '4px 0 8px' }}>{t('apply.papers.text')}</p>
            <ul className="stack tight">
              {papers.map((paper) => (
                <li key={paper.key} className="row wrap"><Checkbox size="xs" label={label(paper)} checked={seen(paper.key)} onChange={(event) => toggle(paper.key, event.currentTarget.checked)} />{!paper.needed && <span className="tag">{t('apply.papers.optional')}</span>}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
