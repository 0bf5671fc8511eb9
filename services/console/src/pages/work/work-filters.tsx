import { useTranslation } from 'react-i18next';
import { useAreas } from '../../api/areas.ts';
import { useWords } from '../../i18n/words.ts';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { Lamp } from '../../parts/lamp.tsx';
import { stepNumbers } from '../../parts/steps.ts';
import { withFilter, type ListState } from '../../url/list-state.ts';
import { lamps, type LampFilter, type WorkList } from './use-work-list.ts';

type Change = (change: (state: ListState) => ListState) => void;

const views = ['mine', 'open', 'done', 'all'] as const;
const flags = ['discrepancy', 'sources-open', 'objection', 'spot-check', 'relative', 'doubtful', 'reported', 'reconsideration', 'payment-returned', 'deceased'] as const;
const programmes = ['dibao', 'tekun', 'child-money'] as const;
const lampState = { over: 'over', soon: 'soon', fine: 'ok', paused: 'paused' } as const;

export function ViewTabs({ state, onState, list }: { readonly state: ListState; readonly onState: Change; readonly list: WorkList }) {
  const { t } = useTranslation();
  const current = state.filters['view'] ?? 'mine';
  const counts: Partial<Record<(typeof views)[number], number | undefined>> = { mine: list.counts?.mine, open: list.counts?.open, all: list.counts?.applications };
  return (
    <div className="tabs" role="group" aria-label={t('work.view.label')}>
      {views.map((view) => (
        <button key={view} type="button" aria-current={view === current} onClick={() => onState((now) => withFilter(now, 'view', view === 'mine' ? null : view))}>
          {t(`work.view.${view}`)}{counts[view] !== undefined && <em>{counts[view]}</em>}
        </button>
      ))}
    </div>
  );
}

export function LampFilters({ state, onState, list }: { readonly state: ListState; readonly onState: Change; readonly list: WorkList }) {
  const { t } = useTranslation();
  const press = (lamp: LampFilter): void => onState((now) => withFilter(now, 'lamp', now.filters['lamp'] === lamp ? null : lamp));
  return (
    <div className="lamps" role="group" aria-label={t('work.lamps')}>
      {lamps.map((lamp) => (
        <button key={lamp} type="button" aria-pressed={state.filters['lamp'] === lamp} onClick={() => press(lamp)}>
          <Lamp state={lampState[lamp]} />{t(`clock.lamp.${lampState[lamp]}`)} <b>{list.byLamp[lamp] ?? ''}</b>
        </button>
      ))}
    </div>
  );
}

export function WorkChips({ state, onState, total }: { readonly state: ListState; readonly onState: Change; readonly total: number }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const areas = useAreas();
  const change = (name: string) => (value: string | null): void => onState((now) => withFilter(now, name, value));
  const villages = areas.all.filter((area) => area.level === 'village' || area.level === 'bagh').map((area) => ({ value: area.code, label: areas.name(area.code) }));
  return (
    <div className="row wrap" role="group" aria-label={t('parts.filter.label')} style={{ marginBottom: 10 }}>
      <FilterChip label={t('common.programme')} value={state.filters['programme']} options={programmes.map((value) => ({ value, label: word('programme', value) }))} onChange={change('programme')} />
      <FilterChip label={t('work.filter.step')} value={state.filters['step']} options={stepNumbers.map((step) => ({ value: String(step), label: `${step} ${t(`steps.s${step}`)}` }))} onChange={change('step')} />
      <FilterChip label={t('common.village')} value={state.filters['area']} options={villages} onChange={change('area')} />
      <FilterChip label={t('work.filter.flags')} value={state.filters['flags']} options={flags.map((value) => ({ value, label: word('flag', value) }))} onChange={change('flags')} />
      <span className="sub" role="status">{t('work.filter.kept', { count: total })}</span>
    </div>
  );
}
