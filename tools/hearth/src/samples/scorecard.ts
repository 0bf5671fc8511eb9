/** Variables of the sample scorecard `child-money-2005-07` and answers it knows (weights and answers are invented). The number of children is counted, not asked. */
export const SCORECARD_ANSWERS: Readonly<Record<string, readonly (string | number)[]>> = {
  dwelling: ['ger', 'house', 'apartment'], heating: ['wood-or-dung', 'coal', 'central-or-electric'], electricity: ['grid', 'own-source', 'none'],
  'head-education': ['none-or-primary', 'lower-secondary', 'upper-secondary', 'higher'], 'head-work': ['paid-work', 'herding', 'pension', 'no-work'], livestock: [0, 12, 40, 90, 220], vehicle: ['none', 'motorcycle', 'car-or-truck'],
};

/** Answers of a poor herding family. */
export const poorAnswers: Readonly<Record<string, string | number>> = {
  dwelling: 'ger', heating: 'wood-or-dung', electricity: 'none', 'head-education': 'none-or-primary', 'head-work': 'herding', livestock: 12, vehicle: 'motorcycle',
};
