import { useId, useMemo, useState } from 'react';
import { foldText, type TimePrecision } from '../../api/geo/contract.ts';
import { TooManyNote } from '../explore/too-many.tsx';
import { useI18n } from '../i18n/index.tsx';
import { dateWords } from '../incidents/phrases.ts';
import { FieldGroup, TextField } from './field.tsx';

const MOST_FOUND = 8;

/** A record as the list of the screen has it. */
type Listed = {
  readonly uid: string;
  readonly ref: string;
  readonly title: string;
  readonly happenedFrom: string;
  readonly happenedTo: string;
  readonly timePrecision: TimePrecision;
};
export type ListedRows = readonly { readonly feature: { readonly properties: Listed } }[];

type SearchProps = {
  readonly path: string;
  readonly searchLabel: string;
  readonly label: string;
  readonly required?: boolean;
  readonly rows: ListedRows;
  /** The record that is being written: never its own match. */
  readonly exceptId: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
};

/** Another record, found by its reference or words of its title among those on the screen. */
export function RecordSearch(props: SearchProps) {
  const { path, searchLabel, label, required = false, rows, exceptId, value, onChange } = props;
  const i18n = useI18n();
  const { t } = i18n;
  const group = useId();
  const [text, setText] = useState<string | null>(null);
  const found = useMemo(() => {
    const all = rows.map(({ feature }) => feature.properties).filter(({ uid }) => uid !== exceptId);
    const words = foldText(text ?? '').split(' ');
    const isFound = ({ ref, title }: Listed): boolean =>
      text !== null && words.every((word) => foldText(`${ref} ${title}`).includes(word));
    const chosen = all.filter(({ uid }) => uid === value);
    return [...chosen, ...all.filter((row) => row.uid !== value && isFound(row))].slice(0, MOST_FOUND);
  }, [rows, text, exceptId, value]);
  return (
    <>
      <TextField path={`${path}.search`} label={searchLabel} value={text} onChange={setText} />
      <FieldGroup path={path} label={label} required={required}>
        <TooManyNote />
        {text !== null && found.length === 0 ? <p className="field-hint">{t('form.merge-none-found')}</p> : null}
        <div className="ticks">
          {found.map((row) => (
            <label key={row.uid}>
              <input type="radio" name={group} checked={value === row.uid} onChange={() => onChange(row.uid)} />
              <span>
                <span className="reference">{row.ref}</span> <bdi>{row.title}</bdi>{' '}
                <span className="field-hint">{dateWords(i18n, row)}</span>
              </span>
            </label>
          ))}
        </div>
        {value === null || required ? null : (
          <button type="button" className="link" onClick={() => onChange(null)}>
            {t('form.link-clear')}
          </button>
        )}
      </FieldGroup>
    </>
  );
}
