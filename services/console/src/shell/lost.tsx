import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useRouteError } from 'react-router';
import { Empty } from '../parts/states.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <section className="card">
      <h1 className="unseen">{t('shell.notFound.title')}</h1>
      <Empty title={t('shell.notFound.title')} action={<Link to="/">{t('shell.notFound.home')}</Link>}>{t('shell.notFound.text')}</Empty>
    </section>
  );
}

/** A chunk of an older version is gone after an upgrade: loading again fetches the new one. */
export function CrashPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  const [reference] = useState(() => crypto.randomUUID().slice(0, 8));
  useEffect(() => { console.error(reference, error); }, [reference, error]);
  return (
    <section className="card" style={{ margin: 12 }}>
      <Empty title={t('shell.crash.title')} action={<Button variant="filled" onClick={() => window.location.reload()}>{t('shell.crash.reload')}</Button>}>{t('shell.crash.text')}</Empty>
      <footer>{t('errors.reference', { reference })}</footer>
    </section>
  );
}
