import type { ReactNode } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { LiveStatus } from '../live.ts';
import { FormsSlot } from '../record/forms-slot.tsx';
import type { Forms } from '../record/use-forms.ts';
import type { Selection, View } from '../view.ts';
import type { Explored } from './explored.ts';
import { ListPanel } from './list-panel.tsx';
import { RecordPanel } from './record-panel.tsx';
import type { Collections } from './use-collections.ts';
import type { Records } from './use-records.ts';
import type { ChangeView } from './use-view.ts';

export type AsideProps = {
  readonly view: View;
  readonly change: ChangeView;
  readonly collections: Collections;
  readonly explored: Explored;
  readonly records: Records;
  readonly forms: Forms;
  readonly onOpen: (selection: Selection) => void;
  /** The panel of drawn areas. */
  readonly areas: ReactNode;
  /** Stands above the list where it holds less than the filters leave. */
  readonly notice: ReactNode;
  /** Stands in place of the list of incidents where those are in a table; null where they are not. */
  readonly table: ReactNode;
  readonly onSeen: (first: number, last: number) => void;
  readonly live: LiveStatus;
};

/** Details at the inline end: the list, or the record that is open. */
export function Aside({
  view,
  change,
  collections,
  explored,
  records,
  forms,
  onOpen,
  areas,
  notice,
  table,
  onSeen,
  live,
}: AsideProps) {
  const { t } = useI18n();
  return (
    <aside id="list" className="aside" tabIndex={-1} aria-label={t('app.details')}>
      <FormsSlot forms={forms} selection={view.selection} collections={collections} onOpen={onOpen}>
        {view.selection === null ? (
          <ListPanel
            view={view}
            change={change}
            collections={collections}
            explored={explored}
            tab={records.tab}
            onTab={records.setTab}
            active={records.active}
            onActive={records.setActive}
            focusRequest={records.focusRequest}
            onOpen={onOpen}
            areas={areas}
            notice={notice}
            table={table}
            onSeen={onSeen}
            live={live}
          />
        ) : (
          <RecordPanel
            selection={view.selection}
            collections={collections}
            explored={explored}
            walk={records.walk}
            onOpen={onOpen}
            knownAt={view.knownAt}
            onKnownAt={(knownAt) => change({ knownAt })}
            beginning={{
              doing: view.doing,
              onBegun: () => change({ doing: null }),
              onMerge: (subject) =>
                forms.show({ mode: 'action', action: 'merge', subject: { kind: 'incident', ...subject } }),
            }}
          />
        )}
      </FormsSlot>
    </aside>
  );
}
