import { describe, expect, it } from '@jest/globals';
import type { ActionBody } from '../../api/casework.ts';
import { directBody, forbiddenActions, nextAction } from './direct.ts';

const text = { zh: '', mn: '', en: '' };
const action = (name: string, allowed: boolean): ActionBody => ({ action: name, title: text, path: name, allowed, code: allowed ? null : 'publication-running', reason: allowed ? null : text });
const next = (name: string) => ({ step: 5, stepTitle: text, action: name, title: text, who: ['town'] });

describe('the next action', () => {
  it('is what the case waits for, where the officer may do it', () => {
    expect(nextAction({ next: next('forward'), actions: [action('inform-finding', true), action('forward', true)] })?.action).toBe('forward');
  });

  it('is the first the officer may do where the case waits for somebody else', () => {
    expect(nextAction({ next: next('await-report'), actions: [action('object-town', true), action('inform-finding', true)] })?.action).toBe('inform-finding');
  });

  it('is a second visit or meeting only where the case waits for one', () => {
    expect(nextAction({ next: next('await-publication'), actions: [action('record-visit', true), action('hold-meeting', true)] })).toBeNull();
    expect(nextAction({ next: next('record-visit'), actions: [action('record-visit', true)] })?.action).toBe('record-visit');
  });

  it('of a decision is the approval; a refusal is never the default', () => {
    expect(nextAction({ next: next('decide'), actions: [action('refuse', true), action('approve', true)] })?.action).toBe('approve');
    expect(nextAction({ next: next('decide'), actions: [action('refuse', true), action('approve', false)] })).toBeNull();
  });

  it('is none where nothing is allowed; what is forbidden says why', () => {
    const actions = [action('forward', false), action('object-town', false)];
    expect(nextAction({ next: null, actions })).toBeNull();
    expect(forbiddenActions({ actions }).map((one) => one.action)).toEqual(['forward']);
  });
});

describe('what one press does', () => {
  it('says which stage and which step it means', () => {
    expect(directBody('publish-county')).toEqual({ stage: 'county' });
    expect(directBody('inform-decision')).toEqual({ step: 14 });
    expect(directBody('hold-meeting')).toBeNull();
  });
});
