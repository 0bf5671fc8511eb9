import { useTranslation } from 'react-i18next';
import type { ActionBody, ApplicationFile } from '../../api/casework.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { usePaperName } from './supply-dialog.tsx';

export function DocumentsCard({ file, onSupply }: { readonly file: ApplicationFile; readonly onSupply: (action: ActionBody) => void }) {
  const { t } = useTranslation();
  const name = usePaperName(file);
  const { given, missing } = file.documents;
  const supply = file.actions.find((one) => one.action === 'supply-documents' && one.allowed);
  return (
    <section className="card" id="documents" aria-labelledby="documents-title">
      <header>
        <h2 id="documents-title">{t('application.documents.title')}</h2>
        {missing.length > 0 ? <span className="tag warn">{t('application.documents.missing', { count: missing.length })}</span> : <span className="tag ok">{t('application.documents.complete')}</span>}
        <span className="grow" />
        {supply && missing.length > 0 && <button type="button" className="link s13" onClick={() => onSupply(supply)}>{t('application.documents.supply')}</button>}
      </header>
      <ul className="body" style={{ paddingBottom: 7 }}>
        {missing.map((paper) => <li key={`m${paper.kind}${paper.person ?? ''}`} className="paper"><Lamp state="soon" spoken /><span className="grow">{name(paper)}</span></li>)}
        {given.map((paper) => <li key={`g${paper.kind}${paper.person ?? ''}`} className="paper"><Lamp state="done" spoken /><span className="grow">{name(paper)}</span></li>)}
      </ul>
    </section>
  );
}
