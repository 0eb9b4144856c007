import { lazy, Suspense, type ReactNode } from 'react';
import type { Collections } from '../explore/use-collections.ts';
import { useI18n } from '../i18n/index.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Selection } from '../view.ts';
import type { Forms } from './use-forms.ts';

const FormsBar = lazy(() => import('./forms-bar.tsx').then((module) => ({ default: module.FormsBar })));
const FormPanel = lazy(() => import('./form-panel.tsx').then((module) => ({ default: module.FormPanel })));

type SlotProps = {
  readonly forms: Forms;
  readonly selection: Selection | null;
  readonly collections: Collections;
  readonly onOpen: (selection: Selection) => void;
  /** The list, or the record that is open. */
  readonly children: ReactNode;
};

/** What the details panel shows: the form that is open, else the list or record with the way to a form above it. */
export function FormsSlot({ forms, selection, collections, onOpen, children }: SlotProps) {
  const { t } = useI18n();
  if (forms.isFront && forms.open !== null)
    return (
      <Suspense fallback={<Skeleton label={t('form.loading')} rows={6} />}>
        <FormPanel forms={forms} open={forms.open} collections={collections} onOpen={onOpen} />
      </Suspense>
    );
  if (!forms.abilities.mayFile) return children;
  return (
    <div className="forms-slot">
      <Suspense fallback={null}>
        <FormsBar forms={forms} selection={selection} collections={collections} />
      </Suspense>
      <div className="forms-under">{children}</div>
    </div>
  );
}
