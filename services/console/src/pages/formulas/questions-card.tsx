import { useTranslation } from 'react-i18next';
import type { FormulaBody } from '../../api/formulas.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';

/** What a family is asked. */
export function QuestionsCard({ one }: { readonly one: FormulaBody }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  return (
    <section className="card" aria-labelledby="formula-questions">
      <header><h2 id="formula-questions">{t('formulas.questions.title')}</h2><span className="tag">{one.questions.length}</span></header>
      <div className="body">
        <table className="rule-list" aria-labelledby="formula-questions">
          <thead><tr><th scope="col">{t('formulas.questions.variable')}</th><th scope="col">{t('formulas.questions.answers')}</th></tr></thead>
          <tbody>{one.questions.map((question) => (
            <tr key={question.name}><th scope="row">{question.name}{question.only !== null && <span className="sub"> · {t(`rules.say.${question.only}`)}</span>}</th><td>{question.kind === 'numeric' ? t('formulas.questions.number') : format.list(question.levels.map((level) => word('answer', level)))}</td></tr>
          ))}</tbody>
        </table>
      </div>
    </section>
  );
}
