/** V8 copies shorter cuts anyway. */
const SHORTEST_CUT = 13;

/** A text on its own. What is cut out of a longer text holds all of that in memory, so what outlives its piece of the file must be copied. */
export const keptText = (text: string): string => (text.length < SHORTEST_CUT ? text : Buffer.from(text).toString());
