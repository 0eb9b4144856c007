import { useI18n } from '../i18n/index.tsx';
import type { CollectionName, Selection } from '../view.ts';

type StateNoticeProps = {
  readonly collection: CollectionName;
  readonly state: 'standing' | 'withdrawn' | 'merged';
  /** The record that says the same; null where this viewer may not know of it. */
  readonly mergedInto: { readonly id: number; readonly ref: string; readonly title: string } | null;
  readonly onOpen: (selection: Selection) => void;
};

/** Says of a record that was withdrawn or merged that it no longer stands, and leads to the one that does. */
export function StateNotice({ collection, state, mergedInto, onOpen }: StateNoticeProps) {
  const { t } = useI18n();
  if (state === 'standing') return null;
  return (
    <div className="state-notice" role="note">
      <p>{t(`history.notice-${state}`)}</p>
      {mergedInto === null ? null : (
        <p>
          <button type="button" className="link" onClick={() => onOpen({ collection, id: mergedInto.id })}>
            <bdi>{mergedInto.title}</bdi>
          </button>{' '}
          <span className="reference">{mergedInto.ref}</span>
        </p>
      )}
    </div>
  );
}
