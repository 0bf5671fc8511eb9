import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { icon } from './icon.ts';

interface PagerProps { readonly page: number; readonly pages: number; readonly total: number; readonly onPage: (page: number) => void }

export function Pager({ page, pages, total, onPage }: PagerProps) {
  const { t } = useTranslation();
  return (
    <nav className="pager" aria-label={t('parts.pager')}>
      <span className="grow sub">{t('common.total', { count: total })}</span>
      {pages > 1 && (
        <>
          <Button size="xs" disabled={page <= 1} aria-label={t('common.previousPage')} onClick={() => onPage(page - 1)}><IconChevronLeft {...icon} /></Button>
          <span className="sub">{t('common.page', { page, pages })}</span>
          <Button size="xs" disabled={page >= pages} aria-label={t('common.nextPage')} onClick={() => onPage(page + 1)}><IconChevronRight {...icon} /></Button>
        </>
      )}
    </nav>
  );
}
