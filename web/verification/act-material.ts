import type { CaseShown } from '../../api/verification/shown/contract.ts';
import type { ActName } from '../../api/verification/contract.ts';
import type { ActFilled } from './act.ts';

/** What an act's form may offer to choose from. */
export type ActMaterial = {
  readonly shown: CaseShown;
  /** Sources and evidence of the record, by how they are called. */
  readonly items: readonly { readonly id: string; readonly words: string }[];
};

export type ActFieldsProps = {
  readonly name: ActName;
  readonly filled: ActFilled;
  readonly set: (patch: Partial<ActFilled>) => void;
  readonly material: ActMaterial;
};
