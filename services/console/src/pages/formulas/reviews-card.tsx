import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAreas } from '../../api/areas.ts';
import type { FormulaBody, Review } from '../../api/formulas.ts';
import { useFormat } from '../../format/use-format.ts';
import { useOfficer } from '../../identity/session.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { reviewed, reviewers } from './rights.ts';

/** Real cases, as an officer knows them, beside what the formula makes of them. */
export function ReviewsCard({ one }: { readonly one: FormulaBody }) {
  const { t } = useTranslation();
  const officer = useOfficer();
  const [open, setOpen] = useState(false);
  const mine = officer !== null && reviewers.includes(officer.role) && one.status === 'draft';
  const counted = reviewed(one.reviews);
  return (
    <section className="card" aria-labelledby="formula-reviews">
      <header><h2 id="formula-reviews">{t('formulas.reviews.title')}</h2>
        <span className="sub grow">{t('formulas.reviews.needs', { regions: counted.regions, reviewers: counted.reviewers })}</span>
        {mine && <Button size="xs" variant="filled" onClick={() => setOpen(true)}>{t('formulas.reviews.add')}</Button>}
      </header>
      <div className="body">
        {one.reviews.length === 0 && <p className="mut">{t('formulas.reviews.none')}</p>}
        {one.reviews.length > 0 && <p className="s13">{t('formulas.reviews.agree', { agree: counted.agree, of: counted.decided })}</p>}
        <ul>{one.reviews.map((review) => <li key={review.review} className="line-above"><ReviewLine review={review} /></li>)}</ul>
      </div>
      {open && officer && <ReviewDialog one={one} area={officer.area} onClose={() => setOpen(false)} />}
    </section>
  );
}

function ReviewLine({ review }: { readonly review: Review }) {
  const { t } = useTranslation();
  const format = useFormat();
  const areas = useAreas();
  const says = review.formulaSays.eligible === null ? t('words.result.undecided') : t(review.formulaSays.eligible ? 'formulas.reviews.poor' : 'formulas.reviews.not-poor');
  const tone = review.agrees === null ? 'wait' : review.agrees ? 'ok' : 'warn';
  return (
    <div className="s13">
      <span className="row wrap"><b className="strong">{review.household === null ? review.case : <Link to={`/households/${review.household}`}>{t('common.household')} {review.household.slice(0, 8)}</Link>}</b><span className={`tag ${tone}`}>{t(review.agrees === null ? 'words.result.undecided' : review.agrees ? 'formulas.reviews.agrees' : 'formulas.reviews.differs')}</span></span>
      <span className="block">{t('formulas.reviews.line', { officer: t(`formulas.reviews.${review.officerSays}`), formula: says })}</span>
      <span className="block">{review.note}</span>
      <span className="sub">{areas.name(review.region)} · {review.by} · {format.dateTime(review.at)}</span>
    </div>
  );
}
