import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationFile } from '../../api/casework.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';

/** Who said what, in the order of the procedure; nothing before the town has spoken. */
export function DecisionCard({ file }: { readonly file: ApplicationFile }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const { proposal, opinion, spotCheck, decision, payments } = file;
  if (!proposal && !decision) return null;
  const stamp = ({ at, by }: { readonly at: string; readonly by: string }): string => `${format.dayMonthTime(at)} · ${by}`;
  const paid = payments.last;
  return (
    <section className="card" id="decision" aria-labelledby="decision-title">
      <header><h2 id="decision-title">{t('application.decision.title')}</h2></header>
      <div className="body">
        {proposal && <Line title={t('application.decision.proposal')} tone={proposal.proposal === 'for' ? 'ok' : 'bad'} text={t(`application.decision.${proposal.proposal}`)} about={stamp(proposal)}>{proposal.reason}</Line>}
        {opinion && <Line title={t('application.decision.opinion')} tone={opinion.opinion === 'approve' ? 'ok' : 'bad'} text={t(`application.decision.${opinion.opinion}`)} about={stamp(opinion)}>{opinion.reason}</Line>}
        {spotCheck.assigned && <Line title={t('application.decision.spotCheck')} tone={spotCheck.record ? (spotCheck.record.finding === 'agrees' ? 'ok' : 'warn') : 'wait'}
          text={spotCheck.record ? (spotCheck.record.finding === 'agrees' ? t('application.decision.agrees') : t('application.decision.differs')) : t(spotCheck.assigned.toVisit ? 'application.decision.drawn' : 'application.decision.notDrawn')} about={stamp(spotCheck.record ?? spotCheck.assigned)} />}
        {decision && <Line title={t('application.decision.decision')} tone={decision.kind === 'approved' ? 'ok' : 'bad'}
          text={decision.kind === 'approved' && decision.money ? t('application.decision.approved', { money: format.money(decision.money), from: decision.from ? format.month(decision.from) : '' }) : t('application.decision.refused')} about={stamp(decision)}>
          {decision.final === true ? t('application.decision.final') : undefined}
        </Line>}
        {paid && <Line title={t('application.decision.payment')} tone={paid.outcome === 'returned' ? 'bad' : 'ok'} text={word('payment', paid.outcome)} about={format.month(paid.period)} />}
      </div>
    </section>
  );
}

interface LineProps { readonly title: string; readonly tone: 'ok' | 'bad' | 'warn' | 'wait'; readonly text: string; readonly about: string; readonly children?: ReactNode }

function Line({ title, tone, text, about, children }: LineProps) {
  return <div className="fact"><span>{title}<div className="sub">{about}</div></span><span className={`tag ${tone}`}>{text}</span>{children !== undefined && <div className="sub" style={{ flexBasis: '100%' }}>{children}</div>}</div>;
}
