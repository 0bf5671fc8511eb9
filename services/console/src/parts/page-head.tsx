import type { ReactNode } from 'react';

interface PageHeadProps { readonly title: ReactNode; readonly above?: ReactNode; readonly beside?: ReactNode; readonly actions?: ReactNode }

/** The head of a page: where one came from, what it is, what can be done with the whole of it. */
export function PageHead({ title, above, beside, actions }: PageHeadProps) {
  return (
    <div className="page-head">
      <div className="grow">
        {above}
        <div className="row wrap" style={{ marginTop: above === undefined ? 0 : 2 }}><h1>{title}</h1>{beside}</div>
      </div>
      {actions !== undefined && <div className="row wrap">{actions}</div>}
    </div>
  );
}
