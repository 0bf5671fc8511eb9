import { eventStream } from '@hearth/event-sourcing';

/** An operator had everything published again from a position on; who, stands in the metadata. `published`: how far the relay had come by then. */
export interface RepublishOrdered {
  readonly type: 'RepublishOrdered';
  readonly data: { readonly from: number; readonly published: number };
}

export const republishes = eventStream<RepublishOrdered>('republish');
