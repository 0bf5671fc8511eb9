import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationFile, ItemBody, ReportBody } from '../../api/casework.ts';
import type { Settlement } from '../../api/hiavs.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { Comparison } from '../../parts/comparison.tsx';
import { ageOn } from '../../parts/day.ts';
import { PersonName } from '../../parts/person-name.tsx';
import { SourceMatrix } from '../../parts/source-matrix.tsx';
import { Notice } from '../../parts/states.tsx';
import { difference, matrixCells, matrixPeople, sources } from './matrix.ts';
import { SettleDialog } from './settle-dialog.tsx';

const settlers = new Set(['town', 'verification-officer', 'county-reviewer']);

export function VerificationCard({ file }: { readonly file: ApplicationFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const report = file.verification?.report ?? null;
  const open = report?.items.filter((item) => item.status === 'open').length ?? 0;
  return (
    <section className="card" id="verification" aria-labelledby="verification-title">
      <header>
        <h2 id="verification-title">{t('application.verification.title')}</h2>
        {open > 0 && <span className="tag warn">{t('application.verification.discrepancies', { count: open })}</span>}
        {report && report.missing.length > 0 && <span className="tag wait">{t('application.verification.waiting', { count: report.missing.length })}</span>}
        {report && open + report.missing.length === 0 && <span className="tag ok">{t('application.verification.consistent')}</span>}
        <span className="grow" />
        {report && <span className="sub">{t('application.verification.answered', { answered: report.answered, asked: report.asked, round: report.round, date: format.dayMonthTime(report.reportedAt) })}</span>}
      </header>
      <div className="body">
        {!file.verification && <p className="mut">{t('application.verification.none')}</p>}
        {file.verification && !report && <p className="mut">{t('application.verification.running', { date: format.shortDate(file.verification.requestedAt) })}</p>}
        {report && <Matrix file={file} report={report} />}
      </div>
    </section>
  );
}

function Matrix({ file, report }: { readonly file: ApplicationFile; readonly report: ReportBody }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const first = report.items.find((item) => item.status === 'open');
  const [picked, setPicked] = useState<string | null>(first?.item ?? null);
  const item = report.items.find((one) => one.item === picked);
  const write = (one: ItemBody): string => {
    const by = difference(one);
    if (!by) return t('parts.matrix.state.open');
    return 'money' in by ? format.signed({ ...by.money, minor: Math.trunc(by.money.minor / 100) * 100 }).replace(/\.00$/u, '') : by.count > 0 ? `+${by.count}` : String(by.count);
  };
  const about = (relation: string, birthDate: string | null): string => (birthDate === null ? word('relation', relation) : `${word('relation', relation)} · ${ageOn(birthDate, report.reportedAt.slice(0, 10))}`);
  return (
    <>
      <SourceMatrix sources={sources} picked={picked} onPick={(next) => setPicked(next === picked ? null : next)}
        rows={matrixPeople(file).map(({ person, name, relation, birthDate }) => ({ person, name: <PersonName name={name} />, about: about(relation, birthDate), cells: matrixCells(report, person, write) }))} />
      {item ? <Item file={file} report={report} item={item} /> : first && <p className="sub" style={{ marginTop: 8 }}>{t('application.verification.pick')}</p>}
    </>
  );
}

function Item({ file, report, item }: { readonly file: ApplicationFile; readonly report: ReportBody; readonly item: ItemBody }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const officer = useOfficer();
  const [decision, setDecision] = useState<Settlement['decision'] | null>(null);
  const [done, setDone] = useState(false);
  const side = (money: ItemBody['found'], count: number | null): string => (money ? format.amount(money) : count === null ? '–' : String(count));
  const by = difference(item);
  const kind = word(item.source === 'employment' || item.source === 'tax' ? 'income' : 'property', item.kind);
  const what = `${file.names[item.person]?.name ?? t('common.unnamed')} · ${word('source', item.source)}`;
  const choices: readonly Settlement['decision'][] = item.found || item.declared ? ['declared', 'found', 'other'] : ['declared', 'found'];
  const { settlement } = item;
  const settled = choices.find((one) => one === settlement?.decision);
  return (
    <Comparison title={what} about={format.dayMonthTime(report.reportedAt)}
      lines={[{ item: kind, declared: side(item.declared, item.declaredCount), found: side(item.found, item.foundCount), difference: by ? ('money' in by ? format.signed(by.money) : String(by.count)) : '–', reference: '' }]}>
      {done && <Notice tone="ok">{t('application.settle.done')}</Notice>}
      {settlement && <p className="s13">{t('application.verification.settledBy', { by: settlement.by, date: format.shortDate(settlement.at), decision: settled ? t(`application.settle.${settled}`) : settlement.decision, reason: settlement.reason })}</p>}
      {item.status === 'open' && (
        <div className="row between wrap" style={{ marginTop: 7 }}>
          <span className="sub grow">{t('application.verification.noReject')}</span>
          {officer && settlers.has(officer.role) && <span className="row wrap">{choices.map((one) => <Button key={one} size="xs" onClick={() => setDecision(one)}>{t(`application.settle.${one}`)}</Button>)}</span>}
        </div>
      )}
      {decision && <SettleDialog verification={report.verification} item={item} what={`${what} · ${kind}`} decision={decision} onClose={() => setDecision(null)} onDone={() => { setDecision(null); setDone(true); }} />}
    </Comparison>
  );
}
