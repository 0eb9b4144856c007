import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useI18n, type MessageKey } from '../i18n/index.tsx';
import { ProblemNotice } from '../incidents/record-states.tsx';
import type { LiveStatus } from '../live.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tabs, tabId } from '../ui/tabs.tsx';
import { COLLECTIONS, SORTS, USUAL_COLUMNS, type CollectionName, type Selection, type View } from '../view.ts';
import type { Collections } from './use-collections.ts';
import type { Explored } from './explored.ts';
import { hasFilters, noFilters } from './active.ts';
import { List, type ListProps } from './list.tsx';
import { LiveLine } from './live-line.tsx';
import { airspaceItem, crossingItem, incidentItems, type ListItem } from './list-items.ts';
import type { AsideTab } from './use-records.ts';
import { wholeSteps } from './order.ts';
import { useListed, useTitle } from './use-listed.ts';
import type { ChangeView } from './use-view.ts';
import { thirtyDaysBefore } from './window.ts';

const TABS: readonly AsideTab[] = [...COLLECTIONS, 'areas'];
const TAB_LABELS: Readonly<Record<AsideTab, MessageKey>> = {
  incidents: 'layer.incidents',
  'airspace-claims': 'list.airspace',
  crossings: 'list.crossings',
  areas: 'list.areas',
};

export type ListPanelProps = {
  readonly view: View;
  readonly change: ChangeView;
  readonly collections: Collections;
  readonly explored: Explored;
  readonly tab: AsideTab;
  readonly onTab: (tab: AsideTab) => void;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly focusRequest: number;
  readonly onOpen: (selection: Selection) => void;
  readonly areas: ReactNode;
  readonly notice: ReactNode;
  /** Stands in place of the list of incidents where those are in a table; null where they are not. */
  readonly table: ReactNode;
  /** Tells which places of the list of incidents are seen. */
  readonly onSeen: (first: number, last: number) => void;
  readonly live: LiveStatus;
};

const PANEL_ID = 'list-panel';

/** What the filters leave of each collection, sortable, with its designed states. */
export function ListPanel(props: ListPanelProps) {
  const { view, change, explored, tab, onTab } = props;
  const { t, formatNumber } = useI18n();
  const counts = {
    incidents: explored.incidents.count,
    'airspace-claims': explored.airspace.length,
    crossings: explored.crossings.length,
    areas: view.areas.length,
  };
  const isKnown = (name: AsideTab): boolean => name === 'areas' || props.collections.arrived[name];
  return (
    <div className="list-panel">
      <div className="list-head">
        <h2 className="visually-hidden">{t('app.details')}</h2>
        <Tabs
          label={t('list.collections')}
          tabs={TABS.map((name) => ({
            name,
            label: t(TAB_LABELS[name]),
            count: isKnown(name) ? formatNumber(counts[name]) : '–',
          }))}
          current={tab}
          panelId={PANEL_ID}
          onSelect={onTab}
        />
      </div>
      <div id={PANEL_ID} className="list-body" role="tabpanel" aria-labelledby={tabId(PANEL_ID, tab)}>
        <LiveLine live={props.live} />
        {tab === 'crossings' || tab === 'areas' || counts[tab] === 0 ? null : (
          <div className="sort">
            {tab === 'incidents' ? (
              <button
                type="button"
                className="time-toggle"
                aria-pressed={view.table !== null}
                onClick={() => change({ table: view.table === null ? USUAL_COLUMNS : null })}
              >
                <Icon name="table" size={14} /> {t('table.open')}
              </button>
            ) : null}
            <label>
              {t('list.sort')}{' '}
              <select
                value={view.sort}
                onChange={(event) => change({ sort: SORTS.find((sort) => sort === event.target.value) ?? 'newest' })}
              >
                {SORTS.map((sort) => (
                  <option key={sort} value={sort}>
                    {t(`sort.${sort}`)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        )}
        {tab === 'incidents' ? props.notice : null}
        {tab === 'incidents' && props.table !== null && counts.incidents > 0 ? (
          props.table
        ) : tab === 'areas' ? (
          <div className="areas-scroll">{props.areas}</div>
        ) : (
          <ListContent {...props} tab={tab} count={counts[tab]} />
        )}
      </div>
    </div>
  );
}

type ContentProps = Omit<ListPanelProps, 'tab'> & { readonly tab: CollectionName; readonly count: number };

function ListContent({
  collections,
  explored,
  tab,
  count,
  view,
  change,
  active,
  onActive,
  focusRequest,
  onOpen,
  onSeen,
}: ContentProps) {
  const i18n = useI18n();
  const { t, formatNumber } = i18n;
  const claimAt = (index: number): ListItem | null => {
    const row = explored.airspace[index];
    return row === undefined ? null : airspaceItem(i18n, row);
  };
  const crossingAt = (index: number): ListItem | null => {
    const row = explored.crossings[index];
    return row === undefined ? null : crossingItem(i18n, row);
  };
  if (collections.problem !== null && count === 0) {
    return <ProblemNotice problem={collections.problem} onRetry={collections.retry} />;
  }
  if (!collections.arrived[tab]) return <Skeleton label={t('list.loading')} rows={9} />;
  if (count === 0) return <EmptyList view={view} change={change} tab={tab} explored={explored} />;
  const walk = { label: t(TAB_LABELS[tab]), active, onActive, focusRequest, onOpen };
  return (
    <>
      {collections.leftOut === 0 ? null : (
        <p className="left-out">{t('list.left-out', { n: formatNumber(collections.leftOut) })}</p>
      )}
      {tab === 'incidents' ? <IncidentList key={tab} explored={explored} onSeen={onSeen} {...walk} /> : null}
      {tab === 'airspace-claims' ? <List key={tab} count={count} itemAt={claimAt} {...walk} /> : null}
      {tab === 'crossings' ? <List key={tab} count={count} itemAt={crossingAt} {...walk} /> : null}
    </>
  );
}

type IncidentListProps = Omit<ListProps, 'count' | 'itemAt'> & { readonly explored: Explored };

/** Any number of incidents: ids from the worker, and of those that are seen the rest. */
function IncidentList({ explored, onSeen, ...walk }: IncidentListProps) {
  const i18n = useI18n();
  const [seen, setSeen] = useState(wholeSteps(0, 0));
  const rowAt = useListed(explored, seen);
  const tell = useCallback(
    (first: number, last: number) => {
      const next = wholeSteps(first, last);
      setSeen((before) => (before.first === next.first && before.last === next.last ? before : next));
      onSeen?.(first, last);
    },
    [onSeen],
  );
  const itemOf = useMemo(() => incidentItems(i18n), [i18n]);
  const itemAt = useCallback(
    (index: number): ListItem | null => {
      const row = rowAt(index);
      return row && itemOf(row);
    },
    [rowAt, itemOf],
  );
  return <List count={explored.incidents.count} itemAt={itemAt} onSeen={tell} {...walk} />;
}

type EmptyProps = {
  readonly view: View;
  readonly change: ChangeView;
  readonly tab: CollectionName;
  readonly explored: Pick<Explored, 'latest' | 'shown'>;
};

/** Nothing left: says so without saying that nothing happened, names the latest on record, and offers two ways on. */
function EmptyList({ view, change, tab, explored: { latest, shown } }: EmptyProps) {
  const { t, formatDay, formatInstant } = useI18n();
  const latestDay = latest?.day ?? null;
  const latestTitle = useTitle(tab === 'incidents' ? (latest?.id ?? null) : null, shown?.knownAt ?? null);
  if (view.knownAt !== null && !hasFilters(view)) {
    return (
      <Notice
        title={t('known.nothing-title')}
        text={t('known.nothing-then', { at: formatInstant(view.knownAt, 'utc') })}
      >
        <button type="button" className="button" onClick={() => change({ knownAt: null })}>
          {t('known.back-to-now')}
        </button>
      </Notice>
    );
  }
  const windowed = view.from !== null || view.to !== null;
  const text =
    tab === 'incidents' && windowed && latestDay !== null && latestTitle !== null
      ? t('empty.latest', { day: formatDay(latestDay), title: latestTitle })
      : t(hasFilters(view) ? 'empty.filters' : 'empty.nothing');
  return (
    <Notice title={t('empty.title')} text={text}>
      {tab === 'incidents' && windowed && latestDay !== null ? (
        <button type="button" className="button" onClick={() => change(thirtyDaysBefore(latestDay))}>
          {t('empty.thirty-days', { day: formatDay(latestDay) })}
        </button>
      ) : null}
      {hasFilters(view) ? (
        <button type="button" className="button" onClick={() => change(noFilters)}>
          {t('filters.clear-all')}
        </button>
      ) : null}
    </Notice>
  );
}
