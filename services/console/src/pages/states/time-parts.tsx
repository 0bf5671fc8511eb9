import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AsOf, type Knowledge } from '../../parts/as-of.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Part, State } from './frame.tsx';
import { lanes } from './samples.ts';

const today = '2026-11-21';

export function TimeParts() {
  const { t } = useTranslation();
  const [day, setDay] = useState('2026-03-31');
  const [knowledge, setKnowledge] = useState<Knowledge>('now');
  const stops = lanes.flatMap((lane) => lane.points.map((point) => point.at)).toSorted();
  return (
    <Part name="timeline">
      <State name="normal">
        <AsOf day={day} today={today} knowledge={knowledge} stops={stops} later={stops.filter((stop) => stop > day).length} onDay={(next) => setDay(next ?? today)} onKnowledge={setKnowledge} />
        <div className="card"><div className="body" style={{ paddingTop: 8 }}>
          <Timeline lanes={lanes} first="2022-01-01" today={today} day={day} onDay={setDay} label={t('gallery.part.timeline')} handleLabel={t('parts.asOf.day')} />
        </div></div>
      </State>
      <State name="empty">
        <div className="card"><div className="body" style={{ paddingTop: 8 }}>
          <Timeline lanes={lanes.map((lane) => ({ ...lane, spans: [], points: [] }))} first={today} today={today} day={today} onDay={() => undefined} label={t('gallery.state.empty')} handleLabel={t('parts.asOf.day')} />
        </div></div>
      </State>
    </Part>
  );
}
