import { Button, Popover } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { icon } from '../parts/icon.ts';
import { useJobs, type Job } from './jobs.tsx';

/** What takes longer than a moment is followed here, wherever its officer goes meanwhile. */
export function JobTray() {
  const { t } = useTranslation();
  const { jobs } = useJobs();
  if (jobs.length === 0) return null;
  const running = jobs.filter((job) => job.state === 'running').length;
  return (
    <Popover position="bottom-end" shadow="md" width={320} withRoles trapFocus>
      <Popover.Target>
        <Button size="xs" variant="subtle" leftSection={<IconDownload {...icon} />} aria-live="polite">
          {running > 0 ? t('jobs.running', { count: running }) : t('jobs.finished', { count: jobs.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('jobs.label')}>
        <ul className="stack">{jobs.map((job) => <li key={job.id}><JobLine job={job} /></li>)}</ul>
      </Popover.Dropdown>
    </Popover>
  );
}

export function JobLine({ job }: { readonly job: Job }) {
  const { t } = useTranslation();
  const { cancel, retry, dismiss } = useJobs();
  return (
    <div className="row">
      <span className="grow"><span className="s13 strong">{job.title}</span><br /><span className={`sub ${job.state === 'failed' ? 'c-bad' : ''}`}>{t(`jobs.state.${job.state}`)}</span></span>
      {job.result && <a href={job.result.url} download={job.result.name}>{t('jobs.download')}</a>}
      {job.state === 'running' && <Button size="xs" onClick={() => cancel(job.id)}>{t('common.cancel')}</Button>}
      {(job.state === 'failed' || job.state === 'cancelled') && <Button size="xs" onClick={() => retry(job.id)}>{t('common.retry')}</Button>}
      {job.state !== 'running' && <Button size="xs" variant="subtle" onClick={() => dismiss(job.id)}>{t('common.remove')}</Button>}
    </div>
  );
}
