import type { ActionBody, ApplicationFile } from '../../api/casework.ts';
import { ActionDialog } from './action-dialog.tsx';
import { actionForms } from './forms.ts';
import { SupplyDialog } from './supply-dialog.tsx';
import { VisitDialog } from './visit-dialog.tsx';

interface OpenActionProps { readonly file: ApplicationFile; readonly action: ActionBody; readonly onClose: () => void; readonly onDone: (projected: boolean) => void }

/** The dialog an action asks for; what needs none is not opened but done. */
export function OpenAction(props: OpenActionProps) {
  const { action } = props.action;
  if (action === 'record-visit') return <VisitDialog {...props} />;
  if (action === 'supply-documents') return <SupplyDialog {...props} />;
  const form = actionForms[action];
  return form ? <ActionDialog {...props} form={form} /> : null;
}
