import type { DwellingRecorded, HouseholdRegistered, IncomeRecorded, MemberJoined, PropertyRecorded, SupporterNamed } from '@hearth/contracts';

export type Relation = MemberJoined['relation'];

/** What can happen to a household; the shapes are those published. */
export type HouseholdEvent =
  | { readonly type: 'HouseholdRegistered'; readonly data: HouseholdRegistered; readonly effectiveOn?: string }
  | { readonly type: 'MemberJoined'; readonly data: MemberJoined; readonly effectiveOn?: string }
  | { readonly type: 'SupporterNamed'; readonly data: SupporterNamed; readonly effectiveOn?: string }
  | { readonly type: 'IncomeRecorded'; readonly data: IncomeRecorded; readonly effectiveOn?: string }
  | { readonly type: 'PropertyRecorded'; readonly data: PropertyRecorded; readonly effectiveOn?: string }
  | { readonly type: 'DwellingRecorded'; readonly data: DwellingRecorded; readonly effectiveOn?: string };

export interface HouseholdState {
  readonly registered: boolean;
  readonly area: string;
  readonly head: string;
  readonly members: Readonly<Record<string, Relation>>;
  readonly supporters: readonly string[];
}

export const unregistered: HouseholdState = { registered: false, area: '', head: '', members: {}, supporters: [] };

export function evolve(state: HouseholdState, event: HouseholdEvent): HouseholdState {
  switch (event.type) {
    case 'HouseholdRegistered': return { ...state, registered: true, area: event.data.area, head: event.data.head };
    case 'MemberJoined': return { ...state, members: { ...state.members, [event.data.person]: event.data.relation } };
    case 'SupporterNamed': return { ...state, supporters: [...state.supporters, event.data.person] };
    default: return state;
  }
}
