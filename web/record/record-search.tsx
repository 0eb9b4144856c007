import { useId, useMemo, useState } from 'react';
import { foldText, type TimePrecision } from '../../api/geo/contract.ts';
import type { Category } from '../../api/incidents/contract.ts';
import { useFound, useIncidentByUid } from '../explore/use-found.ts';
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
type ListedRows = readonly { readonly feature: { readonly properties: Listed } }[];

type ChoiceProps = {
  readonly path: string;
  readonly searchLabel: string;
  readonly label: string;
  readonly required?: boolean;
  /** The record that is being written: never its own match. */
  readonly exceptId: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
};

const wordsOf = (text: string | null): string[] => foldText(text ?? '').split(' ');
const isNamed = ({ ref, title }: Listed, words: readonly string[]): boolean =>
  words.every((word) => foldText(`${ref} ${title}`).includes(word));

/** Another record, found by its reference or words of its title among those on the screen. */
export function RecordSearch({ rows, ...props }: ChoiceProps & { readonly rows: ListedRows }) {
  const [text, setText] = useState<string | null>(null);
  const { value } = props;
  const listed = useMemo(() => {
    const all = rows.map(({ feature }) => feature.properties);
    const words = wordsOf(text);
    const isFound = (row: Listed): boolean => row.uid === value || (text !== null && isNamed(row, words));
    return all.filter(isFound);
  }, [rows, text, value]);
  return <Choice {...props} text={text} onText={setText} listed={listed} isAwaited={false} />;
}

/** Among how many of those in which the words stand anywhere it is looked for those that they name. */
const MOST_LOOKED_THROUGH = 50;

/** Another incident, found by the service; those whose reference or title holds the words come first. */
export function IncidentSearch({ type = null, ...props }: ChoiceProps & { readonly type?: Category | null }) {
  const [text, setText] = useState<string | null>(null);
  const { features, isAwaited } = useFound({ q: text ?? '', type, limit: MOST_LOOKED_THROUGH }, null);
  const chosen = useIncidentByUid(props.value);
  const listed = useMemo(() => {
    const words = wordsOf(text);
    const found = features.map(({ properties }) => properties);
    const known = chosen && !found.some(({ uid }) => uid === chosen.properties.uid) ? [chosen.properties] : [];
    const named = found.filter((row) => isNamed(row, words));
    return [...known, ...named, ...found.filter((row) => !named.includes(row))];
  }, [features, chosen, text]);
  return <Choice {...props} text={text} onText={setText} listed={listed} isAwaited={isAwaited} />;
}

type FoundProps = {
  readonly text: string | null;
  readonly onText: (text: string | null) => void;
  readonly listed: readonly Listed[];
  /** Whether more may come. */
  readonly isAwaited: boolean;
};

/** The words, and what was found to choose from: what is chosen first. */
function Choice({ text, onText, listed, isAwaited, ...props }: ChoiceProps & FoundProps) {
  const { path, searchLabel, label, required = false, exceptId, value, onChange } = props;
  const i18n = useI18n();
  const { t } = i18n;
  const group = useId();
  const others = listed.filter(({ uid }) => uid !== exceptId && uid !== value);
  const found = [...listed.filter(({ uid }) => uid === value), ...others].slice(0, MOST_FOUND);
  return (
    <>
      <TextField path={`${path}.search`} label={searchLabel} value={text} onChange={onText} />
      <FieldGroup path={path} label={label} required={required}>
        {text !== null && found.length === 0 && !isAwaited ? (
          <p className="field-hint">{t('form.merge-none-found')}</p>
        ) : null}
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
