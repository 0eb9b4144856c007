import { createContext, use, useId } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { Fault } from './faults.ts';

/** What every field of a form knows of the form that it stands in. */
export type FormContextValue = {
  readonly formId: string;
  readonly faults: readonly Fault[];
  /** Fields that this reader may not see. */
  readonly hiddenFields: readonly string[];
};

export const FormContext = createContext<FormContextValue>({ formId: 'form', faults: [], hiddenFields: [] });

/** The id of the control of a field, by the path of the field in the document. */
export function controlId(formId: string, path: string): string {
  return `${formId}-${path.replaceAll('.', '-')}`;
}

/** What a control needs to be named, described and found faulty. */
export type ControlProps = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
  readonly 'aria-required': boolean;
};

type FieldState = {
  readonly control: ControlProps;
  readonly faultId: string;
  readonly hintId: string;
  /** The sentence that says what is to be mended; null where nothing is. */
  readonly faultText: string | null;
};

/** The fault and the ids of the field at a path. */
export function useField(path: string, { hint = false, required = false } = {}): FieldState {
  const { t } = useI18n();
  const { formId, faults } = use(FormContext);
  const own = useId();
  const fault = faults.find((found) => found.path === path) ?? null;
  const [faultId, hintId] = [`${own}-fault`, `${own}-hint`];
  const described = [fault === null ? null : faultId, hint ? hintId : null].filter((id) => id !== null).join(' ');
  return {
    faultId,
    hintId,
    faultText: fault === null ? null : t(fault.key, fault.values),
    control: {
      id: controlId(formId, path),
      'aria-describedby': described === '' ? undefined : described,
      'aria-invalid': fault !== null,
      'aria-required': required,
    },
  };
}

/** Whether the field, or the part of it that the path names, is above this reader's level. */
export function useIsHidden(field: string): boolean {
  return use(FormContext).hiddenFields.includes(field);
}
