import { uuidv5 } from '@hearth/event-store';

/** Namespace of every id that Hearth derives from a name; never changes, or what was unique would be made again. */
const HEARTH = '6f0b1c52-6a0e-5d3c-9d0a-0f7a2b8f4e11';

/** The id of something unique by its name (an ID-number token, person × programme): the same name is always the same id. */
export const namedId = (name: string): string => uuidv5(name, HEARTH);
