import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, type FieldProblem, type ProblemBody } from '../api/problem.ts';
import './states.css';

interface RefusalProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  /** The id of the control a field of the request belongs to. */
  readonly fieldId?: (field: string) => string | undefined;
  readonly fieldLabel?: (field: string) => string;
  /** Takes the focus when it appears: after a submit. */
  readonly focus?: boolean;
}

/** What happened, where, what to do, and the reference to give when asking: never just "something went wrong". */
export function Refusal({ error, onRetry, fieldId, fieldLabel, focus = false }: RefusalProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { if (focus && error !== null) box.current?.focus(); }, [focus, error]);
  const words = useProblemWords();
  const problem = isProblem(error) ? error.body : null;
  const { what, todo, detail } = words(problem);
  return (
    <div ref={box} tabIndex={-1} className="notice bad" role="alert">
      <div className="grow">
        <b className="strong">{what}</b>
        {detail !== '' && <p>{detail}</p>}
        <p>{todo}</p>
        {problem !== null && problem.errors.length > 0 && (
          <ul style={{ marginTop: 4 }}>
            {problem.errors.map((one) => <li key={`${one.field}${one.code}`}><FieldLine problem={one} id={fieldId?.(one.field)} label={fieldLabel?.(one.field) ?? one.field} told={one.code === problem.code} /></li>)}
          </ul>
        )}
        {problem !== null && <p style={{ fontSize: 12 }}>{t('errors.reference', { reference: problem.reference })}</p>}
      </div>
      {onRetry && <Button size="xs" onClick={onRetry}>{t('common.retry')}</Button>}
    </div>
  );
}

/** `told`: the words above are about this very field, so only the way to it is left to give. */
function FieldLine({ problem, id, label, told }: { readonly problem: FieldProblem; readonly id: string | undefined; readonly label: string; readonly told: boolean }) {
  const words = useFieldWords();
  const text = told ? label : <>{label} {words(problem)}</>;
  if (id === undefined) return text;
  return <a href={`#${id}`} onClick={(event) => { event.preventDefault(); document.getElementById(id)?.focus(); }}>{text}</a>;
}

const known = [
  'unreachable', 'outside-area', 'role', 'not-found', 'not-here-yet', 'stale', 'changed-meanwhile', 'idempotency-mismatch', 'idempotency-in-flight', 'invalid', 'not-signed-in', 'too-many',
] as const;
type Known = (typeof known)[number];

/** For an answer that does not speak problem+json: something between the page and the service. */
const byStatus: Readonly<Record<number, Known>> = { 401: 'not-signed-in', 403: 'role', 404: 'not-found', 412: 'stale', 429: 'too-many' };

interface ProblemWords { readonly what: string; readonly todo: string; /** The service's own words, where the page has none. */ readonly detail: string }

/** Words for a code the page knows, a rule of the domain among them; for one it does not know the service's detail says which. */
export function useProblemWords(): (problem: ProblemBody | null) => ProblemWords {
  const { t, i18n } = useTranslation();
  return (problem) => {
    if (problem === null) return { what: t('errors.page.what'), todo: t('errors.page.todo'), detail: '' };
    const code = known.find((one) => one === problem.code) ?? (problem.code.startsWith('http-') ? byStatus[problem.status] : undefined);
    if (code) return { what: t(`errors.${code}.what`), todo: t(`errors.${code}.todo`), detail: '' };
    if (problem.status >= 500) return { what: t('errors.fault.what'), todo: t('errors.fault.todo'), detail: '' };
    const rule = i18n.t(`reasons.${problem.code}`, { defaultValue: '', ...problem.params });
    return rule === '' ? { what: t('errors.rule.what'), todo: t('errors.rule.todo'), detail: problem.detail } : { what: rule, todo: t('errors.rule.todo'), detail: '' };
  };
}

/** What is wrong with one field, in the language of the page where the code is known. */
export function useFieldWords(): (problem: FieldProblem) => string {
  const { t, i18n } = useTranslation();
  return ({ code, detail }) => i18n.t(`reasons.field.${code}`, { defaultValue: i18n.language === 'en' && detail !== '' ? detail : t('errors.field') });
}
