import { namedId } from '../named-id.ts';

/** The stream of a projection's rebuilds: always the same one. */
export const rebuildStream = (projection: string): string => namedId(`rebuild:${projection}`);
