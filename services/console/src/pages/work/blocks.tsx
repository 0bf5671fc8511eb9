import { useTranslation } from 'react-i18next';
import type { ApplicationFile, ItemBody } from '../../api/casework.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { Lamp, type LampState } from '../../parts/lamp.tsx';
import { nextAction } from '../application/direct.ts';

interface Line { readonly key: string; readonly lamp: LampState; readonly text: string; readonly about?: string }

/** What a person should have seen before acting: discrepancies, missing papers, silent sources, and the rule that forbids the next step. */
function useLines(file: ApplicationFile): Line[] {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  const name = (person: string): string => file.names[person]?.name ?? t('common.unnamed');
  const side = (money: ItemBody['found'], count: number | null): string => (money ? format.money(money) : count === null ? t('common.none') : String(count));
  const report = file.verification?.report;
  const open = (report?.items ?? []).filter((item) => item.status === 'open').map((item): Line => ({
    key: item.item, lamp: 'soon',
    text: t('work.preview.differs', { name: name(item.person), source: word('source', item.source), declared: side(item.declared, item.declaredCount), found: side(item.found, item.foundCount) }),
    about: report ? format.dayMonthTime(report.reportedAt) : '',
  }));
  const papers = file.documents.missing.map((paper): Line => ({
    key: `${paper.kind}${paper.person ?? ''}`, lamp: 'soon',
    text: paper.person === null ? t('work.preview.missingPaper', { document: word('document', paper.kind) }) : t('work.preview.missingPaperOf', { document: word('document', paper.kind), name: name(paper.person) }),
  }));
  const silent = [...new Set((report?.missing ?? []).map((one) => one.source))];
  const waiting: Line[] = silent.length === 0 ? [] : [{ key: 'sources', lamp: 'paused', text: t('work.preview.waitingSources', { sources: format.list(silent.map((source) => word('source', source))) }), about: t('work.preview.waitingText') }];
  const forbidden = nextAction(file) ? [] : file.actions.filter((one) => !one.allowed && one.action === file.next?.action).map((one): Line => ({ key: one.action, lamp: 'over', text: text(one.title), about: text(one.reason ?? undefined) }));
  return [...open, ...papers, ...waiting, ...forbidden];
}

export function Blocks({ file }: { readonly file: ApplicationFile }) {
  const { t } = useTranslation();
  const lines = useLines(file);
  if (lines.length === 0) return <div className="todo"><Lamp state="ok" /><span>{t('work.preview.clear')}</span></div>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.key} className="todo"><Lamp state={line.lamp} spoken /><div><div>{line.text}</div>{line.about !== undefined && line.about !== '' && <div className="sub">{line.about}</div>}</div></li>
      ))}
    </ul>
  );
}
