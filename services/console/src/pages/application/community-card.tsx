import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sheet, type ApplicationFile } from '../../api/casework.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { PersonName } from '../../parts/person-name.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';

type Stage = 'town' | 'county';

const meetingStep = 6;
const stageSteps: readonly { readonly stage: Stage; readonly step: number }[] = [{ stage: 'town', step: 7 }, { stage: 'county', step: 13 }];

/** What is heard and posted in the village; a procedure that knows neither has no such card. */
export function CommunityCard({ file }: { readonly file: ApplicationFile }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Stage | null>(null);
  const meeting = file.meetings.at(-1);
  const taken = (step: number): boolean => file.steps.some((one) => one.step === step && one.mode !== 'not-taken');
  const stages = stageSteps.filter(({ step }) => taken(step)).map(({ stage }) => stage);
  if (!taken(meetingStep) && stages.length === 0) return null;
  const open = file.objections.filter((one) => one.answered === null).length;
  return (
    <section className="card" id="publication" aria-labelledby="community-title">
      <header><h2 id="community-title">{t('application.community.title')}</h2>{open > 0 && <span className="tag info">{t('application.community.objection', { count: open })}</span>}</header>
      <div className="body">
        {taken(meetingStep) && <div className="fact"><span>{t('application.community.meeting')}</span>{meeting ? <span className="sub">{t('application.community.votes', { present: meeting.present, representatives: meeting.representatives, yes: meeting.yes, no: meeting.no, abstained: meeting.abstained })}</span> : <span className="tag">{t('application.community.meetingNone')}</span>}</div>}
        {stages.map((stage) => <Publication key={stage} file={file} stage={stage} onShow={setShown} />)}
      </div>
      {shown && <SheetDialog application={file.id} stage={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

function Publication({ file, stage, onShow }: { readonly file: ApplicationFile; readonly stage: Stage; readonly onShow: (stage: Stage) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const last = file.publications.findLast((one) => one.stage === stage);
  return (
    <div className="fact">
      <span>{t(`application.community.${stage}`)}</span>
      {!last && <span className="tag">{t('application.community.notPosted')}</span>}
      {last && (
        <span className="row wrap">
          <span className={`tag ${last.ended ? '' : 'accent'}`}>{last.ended ? t('application.community.ended', { count: last.ended.objections }) : t('application.community.running', { from: format.dayMonth(last.postedOn), until: format.dayMonth(last.until) })}</span>
          <button type="button" className="link s13" onClick={() => onShow(stage)}>{t('application.community.sheet')}</button>
        </span>
      )}
    </div>
  );
}

/** Exactly what hangs on the board: no number, no address, no illness, minors as a number only. */
function SheetDialog({ application, stage, onClose }: { readonly application: string; readonly stage: Stage; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  const { data, error, refetch } = useQuery({ queryKey: ['casework', 'sheet', application, stage], queryFn: ({ signal }) => sheet(application, stage, signal) });
  return (
    <Modal opened onClose={onClose} title={t('application.sheet.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {error !== null && <Refusal error={error} onRetry={() => void refetch()} />}
      {!data && error === null && <Loading rows={4} />}
      {data && (
        <div className="stack">
          <p className="strong">{text(data.village)} · {word('programme', data.programme)} · {data.number}</p>
          {data.withheld ? <p>{t('application.sheet.withheld')}</p> : (
            <table>
              <tbody>
                <tr><th scope="row">{t('application.sheet.applicant')}</th><td>{data.applicant ? <PersonName name={data.applicant.name} strong /> : '—'}</td></tr>
                <tr><th scope="row">{t('common.members')}</th><td>{data.adults.map((adult, n) => <span key={n}>{n > 0 && '、'}<PersonName name={adult.name} /></span>)} {t('application.sheet.members', { count: data.members })}{data.minors > 0 && <>, {t('application.sheet.minors', { count: data.minors })}</>}</td></tr>
                <tr><th scope="row">{t('application.sheet.amount')}</th><td>{data.money ? format.money(data.money) : '—'}</td></tr>
              </tbody>
            </table>
          )}
          <p className="sub">{format.shortDate(data.postedOn)} – {format.shortDate(data.until)} · {t('application.sheet.day', { day: data.day, days: data.days })}</p>
        </div>
      )}
    </Modal>
  );
}
