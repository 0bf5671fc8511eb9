import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settlement, Verification, VerificationItem } from '../../api/hiavs.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { Comparison } from '../../parts/comparison.tsx';
import { ageOn } from '../../parts/day.ts';
import { PersonName } from '../../parts/person-name.tsx';
import { SourceMatrix } from '../../parts/source-matrix.tsx';
import { Notice } from '../../parts/states.tsx';
import { cellsOf, differenceOf } from './matrix.ts';
import { SettleDialog } from './settle-dialog.tsx';

/** The matrix of people and sources; the difference that is chosen stands compared below it. */
export function VerificationPanel({ verification }: { readonly verification: Verification }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const first = verification.items.find((item) => item.status === 'open');
  /** Undefined until the officer chooses: then the first difference is open, also one that comes later. */
  const [chosen, setChosen] = useState<string | null>();
  const picked = chosen === undefined ? first?.item ?? null : chosen;
  const [settled, setSettled] = useState(false);
  const item = verification.items.find((one) => one.item === picked);
  const write = (one: VerificationItem): string => {
    const by = differenceOf(one);
    if (!by) return t('parts.matrix.state.open');
    if (by.kind === 'count') return by.count > 0 ? `+${by.count}` : String(by.count);
    return format.signed({ ...by.money, minor: Math.trunc(by.money.minor / 100) * 100 }).replace(/\.00$/u, '');
  };
  const on = (verification.reportedAt ?? verification.requestedAt).slice(0, 10);
  return (
    <>
      <SourceMatrix sources={verification.sources} picked={picked} onPick={(next) => { setSettled(false); setChosen(next === picked ? null : next); }}
        rows={verification.matrix.map(({ person, name, relation, kind, birthDate, cells }) => ({
          person, name: <PersonName name={name} />, cells: cellsOf(verification, cells, write),
          about: [kind === 'supporter' ? word('relation', 'supporter') : relation === null ? '' : word('relation', relation), birthDate === null ? '' : String(ageOn(birthDate, on))].filter((part) => part !== '').join(' · '),
        }))} />
      {settled && <div style={{ marginTop: 10 }}><Notice tone="ok">{t('application.settle.done')}</Notice></div>}
      {item ? <Item key={item.item} verification={verification} item={item} onSettled={() => { setSettled(true); setChosen(item.item); }} /> : first && <p className="sub" style={{ marginTop: 8 }}>{t('application.verification.pick')}</p>}
    </>
  );
}

interface ItemProps { readonly verification: Verification; readonly item: VerificationItem; readonly onSettled: () => void }

function Item({ verification, item, onSettled }: ItemProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const [decision, setDecision] = useState<Settlement['decision'] | null>(null);
  const side = (money: VerificationItem['found'], count: number | null): string => (money ? format.amount(money) : count === null ? '–' : String(count));
  const by = differenceOf(item);
  const kind = word(item.source === 'employment' || item.source === 'tax' ? 'income' : 'property', item.kind);
  const person = verification.matrix.find((one) => one.person === item.person);
  const what = `${person?.name ?? t('common.unnamed')} · ${word('source', item.source)}`;
  const choices = ['declared', 'found', 'other'] as const;
  const { settlement } = item;
  const chosen = choices.find((one) => one === settlement?.decision);
  const maySettle = verification.actions.some((one) => one.action === 'settle' && one.allowed);
  const about = [item.answeredAt === null ? '' : format.dayMonthTime(item.answeredAt), item.receipt === null ? '' : t('verification.receipt', { receipt: item.receipt })].filter((part) => part !== '').join(' · ');
  return (
    <Comparison title={what} about={about} lines={[{ item: kind, declared: side(item.declared, item.declaredCount), found: side(item.found, item.foundCount), difference: by ? (by.kind === 'money' ? format.signed(by.money) : String(by.count)) : '–', reference: '' }]}>
      {settlement && <p className="s13">{t('application.verification.settledBy', { by: settlement.by, date: format.shortDate(settlement.at), decision: chosen ? t(`application.settle.${chosen}`) : settlement.decision, reason: settlement.reason })}</p>}
      {item.status === 'open' && (
        <div className="row between wrap" style={{ marginTop: 7 }}>
          <span className="sub grow">{t('application.verification.noReject')}</span>
          {maySettle && <span className="row wrap">{choices.map((one) => <Button key={one} size="xs" onClick={() => setDecision(one)}>{t(`application.settle.${one}`)}</Button>)}</span>}
        </div>
      )}
      {decision && <SettleDialog verification={verification.id} item={item} what={`${what} · ${kind}`} decision={decision} onClose={() => setDecision(null)} onDone={() => { setDecision(null); onSettled(); }} />}
    </Comparison>
  );
}
