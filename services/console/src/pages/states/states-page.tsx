import { useTranslation } from 'react-i18next';
import { CaseParts } from './case-parts.tsx';
import { FigureParts } from './figure-parts.tsx';
import { Part, State } from './frame.tsx';
import { ListParts } from './list-parts.tsx';
import { cut, outside, refused, ruled } from './samples.ts';
import { TimeParts } from './time-parts.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading, NoRight, Notice, Partial } from '../../parts/states.tsx';
import { PersonName } from '../../parts/person-name.tsx';

export function StatesPage() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('gallery.title')}</h1>
      <p className="sub">{t('gallery.text')}</p>
      <CaseParts />
      <TimeParts />
      <ListParts />
      <FigureParts />
      <Part name="refusal">
        <State name="error"><Refusal error={refused} fieldLabel={() => t('apply.person.idNumber')} /><Refusal error={cut} onRetry={() => undefined} /><Refusal error={ruled} /><Refusal error={outside} /><Refusal error={new Error('render')} /></State>
      </Part>
      <Part name="states">
        <State name="loading"><div className="card"><Loading rows={3} /></div></State>
        <State name="empty"><div className="card"><Empty title={t('work.empty.title')}>{t('work.empty.text')}</Empty></div></State>
        <State name="partial"><Partial source={t('words.source.securities')} onRetry={() => undefined} /></State>
        <State name="noRight"><div className="card"><NoRight roles={['county-reviewer', 'county-approver']} /></div></State>
        <State name="erased"><div className="card"><div className="body" style={{ paddingTop: 12 }}><PersonName name="[erased]" /><p className="sub">{t('parts.state.erased')}</p></div></div></State>
        <State name="offline"><Notice tone="wait">{t('parts.state.offline')}</Notice></State>
      </Part>
    </>
  );
}
