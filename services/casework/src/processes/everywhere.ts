/** A process looks at all areas, as the service itself. */
export const EVERYWHERE = { officer: { sub: 'service:casework', role: 'service', area: '*' }, asOf: null };
/** So many at a time; a process is run again until nothing is due. */
export const PAGE = { limit: '200' };
