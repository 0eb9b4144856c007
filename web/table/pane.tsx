import { useCallback, useState } from 'react';
import type { Explored } from '../explore/explored.ts';
import { toggled } from '../explore/facet.tsx';
import { indexOf } from '../explore/order.ts';
import type { Records } from '../explore/use-records.ts';
import type { ChangeView } from '../explore/use-view.ts';
import { useListed } from '../explore/use-listed.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { TABLE_COLUMNS, type Selection, type TableColumn, type View } from '../view.ts';
import { COLUMNS } from './columns.ts';
import { IncidentTable } from './table.tsx';

type PaneProps = {
  readonly view: View;
  readonly change: ChangeView;
  readonly explored: Explored;
  readonly records: Pick<Records, 'active' | 'setActive' | 'focusRequest' | 'show'>;
  readonly onSeen: (first: number, last: number) => void;
  readonly onOpen: (selection: Selection) => void;
};

/**
 * The table with the choice of its columns: under the map, or in the sheet of a phone. Not there where no incident is: then
 * the list says why.
 */
export function TablePane({ view, change, explored, records, onSeen, onOpen }: PaneProps) {
  const { t } = useI18n();
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const rowAt = useListed(explored, seen);
  const tell = useCallback(
    (first: number, last: number) => {
      setSeen((before) => (before.first === first && before.last === last ? before : { first, last }));
      onSeen(first, last);
    },
    [onSeen],
  );
  const columns = view.table ?? [];
  const selectedId = view.selection?.collection === 'incidents' ? view.selection.id : null;
  const { count } = explored.incidents;
  if (count === 0) return null;
  return (
    <section className="table-pane" aria-label={t('table.title')}>
      <header>
        <h2>{t('table.title')}</h2>
        <span className="count">{t('time.count-short', { n: count })}</span>
        <ColumnChoice columns={columns} onChange={(next) => change({ table: next })} />
        <button
          type="button"
          className="icon-button tiny"
          aria-label={t('app.close')}
          title={t('app.close')}
          onClick={() => change({ table: null })}
        >
          <Icon name="close" size={14} />
        </button>
      </header>
      <IncidentTable
        columns={columns}
        count={count}
        rowAt={rowAt}
        onSeen={tell}
        sort={view.sort}
        onSort={(sort) => change({ sort })}
        active={records.active}
        onActive={records.setActive}
        selectedId={selectedId}
        selectedAt={selectedId === null ? -1 : indexOf(explored.incidents, selectedId)}
        focusRequest={records.focusRequest}
        onOpen={onOpen}
        onShow={(selection) => records.show(selection, null)}
      />
    </section>
  );
}

type ChoiceProps = {
  readonly columns: readonly TableColumn[];
  readonly onChange: (columns: readonly TableColumn[]) => void;
};

/** Which columns there are; they stand in a fixed order, and one at least stays. */
function ColumnChoice({ columns, onChange }: ChoiceProps) {
  const { t } = useI18n();
  return (
    <Menu className="table-choose" label={t('table.choose')}>
      {() => (
        <fieldset className="table-columns">
          <legend className="visually-hidden">{t('table.choose')}</legend>
          {TABLE_COLUMNS.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={columns.includes(name)}
                disabled={columns.length === 1 && columns.includes(name)}
                onChange={() => {
                  const next = toggled(columns, name);
                  onChange(TABLE_COLUMNS.filter((one) => next.includes(one)));
                }}
              />
              {t(COLUMNS[name].label)}
            </label>
          ))}
        </fieldset>
      )}
    </Menu>
  );
}
