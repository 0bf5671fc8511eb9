import { roleTitles, type OfficerGroup, type SampleOfficer, type Text3 } from './officers.ts';
import { areaName } from '@hearth/contracts';

export type Language = keyof Text3;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const all = ({ zh, mn, en }: Text3): string => [['zh-CN', zh], ['mn', mn], ['en', en]].map(([lang, words]) => `<span lang="${lang}">${escaped(words ?? '')}</span>`).join(' · ');

/** A page of the sign-in: no script, one style sheet, all from this server. */
export function page({ title, text = '', body = '', language = 'zh' }: { title: Text3; text?: string; body?: string; language?: Language }): string {
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#F5F4F0">
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/identity/sign-in.css">
<title>Hearth · ${escaped(title[language])}</title>
</head>
<body>
<main>
<p class="brand"><img src="/favicon.svg" alt="" width="28" height="28">Hearth</p>
<h1>${all(title)}</h1>
${text === '' ? '' : `<p class="text">${escaped(text)}</p>`}
${body}
</main>
</body>
</html>
`;
}

/** The language asked for, by the console (`ui_locales`) or the browser; Chinese when it is none of ours. */
export function languageOf(...wishes: (string | undefined)[]): Language {
  const first = wishes.flatMap((wish) => (wish ?? '').toLowerCase().split(/[\s,;]+/)).find((tag) => /^(zh|mn|en)\b/.test(tag));
  return first === undefined ? 'zh' : (first.slice(0, 2) as Language);
}

const choose: Text3 = { zh: '选择样例人员登录', mn: 'Жишээ ажилтнаа сонгоно уу', en: 'Choose a sample officer' };
const note: Text3 = {
  zh: '开发环境:这里的人员均为虚构,没有密码。',
  mn: 'Хөгжүүлэлтийн орчин: ажилтнууд зохиомол, нууц үггүй.',
  en: 'Development only: these officers are invented and have no password.',
};
const everywhere: Text3 = { zh: '全部地区', mn: 'Бүх нутаг', en: 'All areas' };

/** One button per officer, named exactly by the user name; what the officer is stands beside it. */
export function signInPage(uid: string, groups: readonly OfficerGroup[], language: Language): string {
  const sections = groups.map(({ title, officers }) => `<section><h2>${all(title)}</h2><ul>${officers.map((one) => officerItem(one, language)).join('')}</ul></section>`);
  const body = `<form method="post" action="/identity/sign-in/${escaped(uid)}">${sections.join('\n')}</form>`;
  return page({ title: choose, text: note[language], body, language });
}

function officerItem({ username, role, area }: SampleOfficer, language: Language): string {
  const title = roleTitles[role as keyof typeof roleTitles][language];
  const place = area === '*' ? everywhere[language] : areaName(area)[language];
  return `<li><button name="officer" value="${escaped(username)}" aria-describedby="about-${escaped(username)}">${escaped(username)}</button><span id="about-${escaped(username)}"><b>${escaped(title)}</b>${escaped(place)}</span></li>`;
}
