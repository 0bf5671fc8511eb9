import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { applicationFile, type ApplicationFile, type WorkRow } from '../../api/casework.ts';
import { clockReading } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { ClockRow } from '../../parts/clock-row.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { directBody, nextAction } from '../application/direct.ts';
import { useAct } from '../application/use-act.ts';
import { Blocks } from './blocks.tsx';

/** What decides whether to open a file, without opening it: both clocks, what stands in the way, the next action. */
export function Preview({ row }: { readonly row: WorkRow }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { data: file, error, refetch } = useQuery({ queryKey: ['casework', 'application', row.id], queryFn: ({ signal }) => applicationFile(row.id, signal) });
  const [step, total] = [clockReading(row.clock), clockReading(row.total)];
  return (
    <aside className="card preview" aria-label={t('work.preview.label', { name: row.headName ?? row.number })}>
      <div className="head">
        <div className="row between"><h2><PersonName name={row.headName} strong /></h2><span className="tag accent">{word('programme', row.programme)} · {word('appStatus', row.status)}</span></div>
        <div className="sub" style={{ marginTop: 3 }}>{[row.number, row.members === null ? '' : t('common.people', { count: row.members }), row.ruleSet].filter((part) => part !== '').join(' · ')}</div>
      </div>
      {(step ?? total) && <div style={{ padding: '12px 14px 4px' }}>{step && <ClockRow clock={step} of="step" />}{total && <ClockRow clock={total} of="total" />}</div>}
      {error !== null && <div style={{ padding: 14 }}><Refusal error={error} onRetry={() => void refetch()} /></div>}
      {file ? <Body file={file} /> : error === null && <Loading rows={4} />}
    </aside>
  );
}

function Body({ file }: { readonly file: ApplicationFile }) {
  const { t } = useTranslation();
  const { text } = useWords();
  const format = useFormat();
  const navigate = useNavigate();
  const act = useAct(file);
  const next = nextAction(file);
  const open = (): void => void navigate(`/applications/${file.id}`);
  const go = (): void => {
    if (!next) return;
    const body = directBody(next.action);
    if (body) void act.run(next.path, body); else void navigate(`/applications/${file.id}?do=${next.action}`);
  };
  useShortcuts({ a: go });
  const last = file.history.at(-1);
  return (
    <>
      <div style={{ padding: '4px 14px 6px' }}><h3>{t('work.preview.before')}</h3><Blocks file={file} /></div>
      <div className="stack" style={{ padding: '8px 14px 14px' }}>
        {act.error !== null && <Refusal error={act.error} focus />}
        {act.answer && <Notice tone="ok">{act.answer.projected ? t('common.done') : t('common.recorded')}</Notice>}
        {next && <Button variant="filled" size="md" fullWidth loading={act.busy} onClick={go} rightSection={<kbd className="on-accent">A</kbd>}>{text(next.title)}</Button>}
        {!next && file.next && <p className="s13 mut">{text(file.next.title)}</p>}
        <Button fullWidth onClick={open}>{t('work.preview.open')} <span aria-hidden="true">&nbsp;↵</span></Button>
      </div>
      {last && <footer>{t('work.preview.version', { version: file.version, time: format.dayMonthTime(last.at) })}</footer>}
    </>
  );
}
