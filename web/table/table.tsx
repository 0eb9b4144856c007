import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import type { IncidentRow } from '../explore/filter.ts';
import { useI18n } from '../i18n/index.tsx';
import { rowByKey, useRows } from '../ui/use-rows.ts';
import type { Selection, Sort, TableColumn } from '../view.ts';
import { COLUMNS } from './columns.ts';

/** As styles/table.css has them. */
const ROW_HEIGHT = 30;
const HEAD_HEIGHT = 28;
/** Rows that PageDown goes on by. */
const PAGE = 10;

export type TableProps = {
  readonly columns: readonly TableColumn[];
  readonly count: number;
  /** What stands at a place of the list; null while it is on its way. */
  readonly rowAt: (index: number) => IncidentRow | null;
  readonly onSeen: (first: number, last: number) => void;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** The open record, and where it stands in the list; -1 where the filters do not leave it. */
  readonly selectedId: number | null;
  readonly selectedAt: number;
  readonly focusRequest: number;
  /** Opens a record and goes there; or shows it and stays here. */
  readonly onOpen: (selection: Selection) => void;
  readonly onShow: (selection: Selection) => void;
};

const cellOf = (index: number): string => `[data-row="${index}"] [tabindex="0"]`;

/**
 * The incidents that the filters leave, a row each, in the columns that were chosen: one stop for Tab, the arrows walk
 * over the cells, Enter opens. The same records in the same order as the list and the walk.
 */
export function IncidentTable(props: TableProps) {
  const { columns, count, rowAt, onSeen, active, onActive, selectedId, selectedAt, onOpen } = props;
  const i18n = useI18n();
  const { t, direction, formatNumber } = i18n;
  const scroller = useRef<HTMLDivElement>(null);
  const [column, setColumn] = useState(0);
  const at = Math.min(active, count - 1);
  const cellAt = Math.min(column, columns.length - 1);
  const { lines, focusRow, height, scrollTo } = useRows({
    scroller,
    count,
    at,
    usualHeight: ROW_HEIGHT,
    headHeight: HEAD_HEIGHT,
    focusable: cellOf,
    onSeen,
  });
  const takeFocus = useEffectEvent(() => {
    if (at >= 0) focusRow(at);
  });
  useEffect(() => {
    if (props.focusRequest > 0) takeFocus();
  }, [props.focusRequest]);
  const followSelection = useEffectEvent(() => {
    if (selectedAt < 0) return;
    onActive(selectedAt);
    scrollTo(selectedAt);
  });
  // What is opened on the map, or walked to, is brought into sight here.
  useEffect(() => followSelection(), [selectedAt]);

  const goTo = (index: number): void => {
    onActive(index);
    focusRow(index);
  };
  const walk = (event: KeyboardEvent): void => {
    const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      setColumn(Math.max(0, Math.min(columns.length - 1, cellAt + (event.key === forward ? 1 : -1))));
      focusRow(at);
      return;
    }
    const index = rowByKey(event.key, at, count, PAGE);
    if (index === null) return;
    event.preventDefault();
    goTo(index);
  };
  const gridTemplateColumns = columns.map((name) => COLUMNS[name].width).join(' ');
  return (
    <div ref={scroller} className="table-scroll">
      <div
        role="grid"
        className="incident-table"
        aria-label={t('table.title')}
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
      >
        <div role="row" aria-rowindex={1} className="table-head" style={{ gridTemplateColumns }}>
          {columns.map((name) => (
            <ColumnHead key={name} name={name} sort={props.sort} onSort={props.onSort} />
          ))}
        </div>
        <div role="rowgroup" className="table-rows" style={{ blockSize: height }}>
          {lines.map(({ key, line, start, index, leadsTo }) => {
            const transform = `translateY(${start}px)`;
            if (index === null)
              return (
                <div key={key} role="row" data-index={line} className="table-row" style={{ transform }}>
                  <div role="gridcell">
                    <button type="button" className="list-further" onClick={() => goTo(leadsTo)}>
                      {t('list.further', { n: leadsTo + 1, of: count })}
                    </button>
                  </div>
                </div>
              );
            const row = rowAt(index);
            const isSelected = row !== null && row.feature.id === selectedId;
            return (
              <div
                key={key}
                role="row"
                data-row={index}
                aria-rowindex={index + 2}
                aria-selected={isSelected}
                className={isSelected ? 'table-row selected' : 'table-row'}
                style={{ transform, gridTemplateColumns }}
              >
                {columns.map((name, place) => (
                  <div
                    key={name}
                    role="gridcell"
                    tabIndex={index === at && place === cellAt ? 0 : -1}
                    aria-label={
                      row === null
                        ? t('list.row-awaited', { n: formatNumber(index + 1), of: formatNumber(count) })
                        : undefined
                    }
                    onFocus={() => {
                      setColumn(place);
                      onActive(index);
                    }}
                    onClick={() => {
                      if (row !== null) props.onShow({ collection: 'incidents', id: row.feature.id });
                    }}
                    onKeyDown={(event) => {
                      if (event.key !== 'Enter' && event.key !== ' ') return walk(event);
                      event.preventDefault();
                      if (row !== null) onOpen({ collection: 'incidents', id: row.feature.id });
                    }}
                  >
                    {row === null ? null : <Cell name={name} row={row} />}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Cell({ name, row }: { readonly name: TableColumn; readonly row: IncidentRow }) {
  const i18n = useI18n();
  const words = COLUMNS[name].words(i18n, row);
  return (
    <>
      <bdi className={name === 'reference' ? 'reference' : undefined} title={words}>
        {words}
      </bdi>
      {name === 'reference' && row.feature.properties.synthetic ? (
        <span className="tag-synthetic">{i18n.t('app.synthetic')}</span>
      ) : null}
    </>
  );
}

type HeadProps = Pick<TableProps, 'sort' | 'onSort'> & { readonly name: TableColumn };

/** The name of a column; where the list knows such an order, a button that asks for it, or for the other way round. */
function ColumnHead({ name, sort, onSort }: HeadProps) {
  const { t } = useI18n();
  const { label, sorts } = COLUMNS[name];
  const at = sorts.indexOf(sort);
  const next = sorts[(at + 1) % sorts.length];
  const order = at === -1 ? undefined : sort === 'newest' ? 'descending' : 'ascending';
  return (
    <div role="columnheader" aria-sort={order}>
      {next === undefined ? (
        t(label)
      ) : (
        <button type="button" title={t(`sort.${next}`)} onClick={() => onSort(next)}>
          {t(label)}
          <span aria-hidden="true">{order === undefined ? '' : order === 'ascending' ? ' ▲' : ' ▼'}</span>
        </button>
      )}
    </div>
  );
}
