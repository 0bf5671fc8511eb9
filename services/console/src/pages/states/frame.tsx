import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Messages } from '../../i18n/zh.ts';

export type PartKey = keyof Messages['gallery']['part'];
export type StateKey = keyof Messages['gallery']['state'];

/** One part of the gallery under its name; each state of it under its own. */
export function Part({ name, children }: { readonly name: PartKey; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return <section className="stack" id={name} style={{ marginTop: 24 }}><h2 style={{ fontSize: 16, lineHeight: '24px' }}>{t(`gallery.part.${name}`)}</h2>{children}</section>;
}

export function State({ name, children }: { readonly name: StateKey; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return <div className="stack tight"><h3 className="sub">{t(`gallery.state.${name}`)}</h3>{children}</div>;
}
