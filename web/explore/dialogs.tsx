import { lazy, Suspense } from 'react';
import { KeysDialog } from './keys-dialog.tsx';
import type { ExportSlotProps } from './export-slot.tsx';
import type { Panels } from './use-panels.ts';

const ExportSlot = lazy(() => import('./export-slot.tsx').then((module) => ({ default: module.ExportSlot })));

type DialogsProps = Omit<ExportSlotProps, 'onClose'> & { readonly panels: Pick<Panels, 'dialog' | 'setDialog'> };

/** The dialog that is open, if one is. */
export function Dialogs({ panels, ...shown }: DialogsProps) {
  const close = (): void => panels.setDialog(null);
  if (panels.dialog === 'keys') return <KeysDialog onClose={close} />;
  if (panels.dialog !== 'export') return null;
  return (
    <Suspense fallback={null}>
      <ExportSlot {...shown} onClose={close} />
    </Suspense>
  );
}
