import { type Decider, Rejection } from '@hearth/event-sourcing';
import { evolveStudy, NO_STUDY, type StudiedFormula, type StudyEvent, type StudyFault, type StudyOrder, type StudyState } from './study.ts';

export type StudyCommand =
  | { readonly type: 'RequestStudy'; readonly order: StudyOrder }
  | { readonly type: 'BeginStudy' }
  | { readonly type: 'FinishStudy'; readonly hash: string; readonly formulas: readonly StudiedFormula[] }
  | { readonly type: 'FailStudy'; readonly fault: StudyFault }
  | { readonly type: 'CancelStudy'; readonly by: string };

/** A study is asked for, worked out in the background, and then stands: its result is immutable. */
export const studyDecider: Decider<StudyCommand, StudyEvent, StudyState> = {
  stream: 'study', initial: NO_STUDY, evolve: evolveStudy,
  decide(command, state) {
    if (command.type === 'RequestStudy') return request(command.order, state);
    if (state.status === 'none') throw new Rejection('not-found', 'There is no such study.', { status: 404 });
    if (state.status !== 'waiting' && state.status !== 'running') throw new Rejection('study-over', `The study is ${state.status}.`, { params: { status: state.status } });
    switch (command.type) {
      // Whoever takes a study up again after another was killed begins nothing new.
      case 'BeginStudy': return state.status === 'running' ? [] : [{ type: 'StudyBegun', data: { surveyHash: state.order?.surveyHash ?? '' } }];
      case 'FinishStudy': return [{ type: 'StudyFinished', data: { hash: command.hash, formulas: command.formulas } }];
      case 'FailStudy': return [{ type: 'StudyFailed', data: { fault: command.fault } }];
      case 'CancelStudy': return [{ type: 'StudyCancelled', data: { by: command.by } }];
    }
  },
};

function request(order: StudyOrder, { status }: StudyState): StudyEvent[] {
  if (status !== 'none') throw new Rejection('study-exists', 'This study has been asked for already.');
  const names = [...order.methods, ...order.formulas.map(({ name }) => name)];
  if (names.length === 0) throw invalid('methods', 'a study needs a method or a formula');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalid('formulas', 'two formulas have one name');
  const { programme } = order, asked = [programme?.formula, programme?.against?.formula].find((name) => typeof name === 'string' && !names.includes(name));
  if (asked !== undefined) throw invalid('programme', 'the programme names a formula that the study has not');
  return [{ type: 'StudyRequested', data: order }];
}

const invalid = (field: string, detail: string): Rejection => new Rejection('study', `This is no study: ${detail}.`, { status: 422, errors: [{ field, code: 'study', detail }] });
