/** Variables of the sample scorecard `child-money-2005-07` and the answers it knows (weights and answers are invented). */
export const SCORECARD_ANSWERS: Readonly<Record<string, readonly string[]>> = {};

/** Answers of a poor herding family. */
export const poorAnswers: Readonly<Record<string, string>> = {};
