import { useTranslation } from 'react-i18next';
import { languages, languageTag } from '../i18n/language.ts';
import { switchLanguage } from '../i18n/i18n.ts';

/** Each language in its own letters, so that it is found by who reads it. */
const own = { zh: '中', mn: 'Мон', en: 'EN' } as const;

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <span className="lang" role="group" aria-label={t('shell.language')}>
      {languages.map((language) => (
        <button key={language} type="button" lang={languageTag[language]} title={t(`shell.${language}`)} aria-pressed={i18n.language === language}
          onClick={() => void switchLanguage(language)}>{own[language]}</button>
      ))}
    </span>
  );
}
