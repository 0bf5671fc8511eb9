import type { EventData } from '@hearth/contracts';
import type { Publication } from '@hearth/messaging';
import type { ApplicationEvent, DataOf } from '../application/application.events.ts';

type Said = Extract<keyof EventData, `hearth.casework.${string}`>;

/** Whom an event of an application is about. */
export interface CaseIds { readonly household: string; readonly application: string }

const UUID_LENGTH = 36;

/** One domain event of an application told to others as the contract has it; what is not named stays inside. */
export function say<T extends ApplicationEvent['type'], K extends Said>(on: T, type: K, data: (event: DataOf<T>, ids: CaseIds) => EventData[K]): Publication {
  return {
    on,
    publish: (event) => {
      const { household } = event.metadata;
      if (household === null) return null;
      return { type, version: 1, data: data(event.data as DataOf<T>, { household, application: event.stream.slice(-UUID_LENGTH) }) };
    },
  };
}
