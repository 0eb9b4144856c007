import { memo, type ReactNode } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { useSteady } from '../ui/use-steady.ts';

type FacetProps = {
  readonly label: string;
  /** Null while it is not known. */
  readonly count: number | null;
  readonly chosen: boolean;
  readonly onToggle: () => void;
  readonly mark?: ReactNode;
  /** Share of the largest value of the group, 0 to 1: drawn as a bar below the label. */
  readonly share?: number;
  readonly indent?: boolean;
};

/** One value of a filter: a check box in the form of a row, with its mark and its live count. */
export function Facet({ label, count, chosen, onToggle, mark, share, indent = false }: FacetProps) {
  const { formatNumber } = useI18n();
  const toggle = useSteady(onToggle);
  const classes = ['facet', chosen ? 'chosen' : '', count === 0 && !chosen ? 'empty' : '', indent ? 'indent' : ''];
  return (
    <label className={classes.filter(Boolean).join(' ')}>
      <Box chosen={chosen} onToggle={toggle} />
      <span className="facet-mark">{mark ?? <span className="box" />}</span>
      <span className="facet-label">
        {label}
        {share === undefined ? null : (
          <span className="bar">
            <i style={{ inlineSize: `${Math.round(share * 100)}%` }} />
          </span>
        )}
      </span>
      <span className="count">{count === null ? '–' : formatNumber(count)}</span>
    </label>
  );
}

/** By itself: its count changes far oftener, and a box that is told anew what it is takes React longest of all. */
const Box = memo(function Box({ chosen, onToggle }: Pick<FacetProps, 'chosen' | 'onToggle'>) {
  return <input type="checkbox" checked={chosen} onChange={onToggle} />;
});

type GroupProps = { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode };

/** A titled group of filter values. */
export function FacetGroup({ title, action, children }: GroupProps) {
  return (
    <fieldset className="facet-group">
      <legend>{title}</legend>
      {action}
      {children}
    </fieldset>
  );
}

/** The list with the value taken out if it is there, put in if it is not. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}
