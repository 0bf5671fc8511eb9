import { describe, expect, it } from '@jest/globals';
import type { Publication, ValidateEvent } from './publication.ts';
import { checkedPublish, publishableCheck, UnpublishableEvent } from './publishable.ts';

const counted: Publication = { on: 'Counted', publish: ({ data, metadata }) => ('secret' in data ? null : { type: 'hearth.alpha.Counted', version: 1, data: { ...data, household: metadata.household } }) };
const validate: ValidateEvent = (type, version, data) => (type === 'hearth.alpha.Counted' && version === 1 && typeof data === 'object' && data !== null && 'n' in data ? [] : ['n: is required']);
const about = { household: '7c9d1c9e-58a4-4f0e-9d57-3f1f4e6c2b11', area: null };

describe('what may be published', () => {
  const check = publishableCheck([counted], validate);

  it('lets pass what satisfies its contract, and what nobody else is told', () => {
    check([{ type: 'Counted', data: { n: 1 } }, { type: 'Whispered', data: {} }, { type: 'Counted', data: { secret: true } }], about);
  });

  it('refuses what does not, before it is stored', () => {
    expect(() => { check([{ type: 'Counted', data: { n: 1 } }, { type: 'Counted', data: {} }], about); }).toThrow(new UnpublishableEvent('hearth.alpha.Counted', ['n: is required']));
  });

  it('refuses two publications of one event: they would share its id', () => {
    expect(() => checkedPublish([counted, counted], validate)).toThrow('two publications of Counted');
  });
});
