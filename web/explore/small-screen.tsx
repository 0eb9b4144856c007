import type { ReactNode } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Sheet, type SheetStop } from '../ui/sheet.tsx';
import { Tabs } from '../ui/tabs.tsx';

/** What the sheet of a small screen shows. */
export type SheetTab = 'filters' | 'list' | 'timeline';

type SmallScreenProps = {
  readonly map: ReactNode;
  readonly filters: ReactNode;
  readonly aside: ReactNode;
  readonly timeline: ReactNode;
  readonly recordOpen: boolean;
  /** Whether the board lies where the filters do. */
  readonly boardOpen: boolean;
  readonly tab: SheetTab;
  readonly onTab: (tab: SheetTab) => void;
  readonly stop: SheetStop;
  readonly onStop: (stop: SheetStop) => void;
};

const PANEL_ID = 'sheet-panel';
const PANEL_NAMES = {
  list: 'app.details',
  filters: 'app.filters',
  board: 'board.title',
  timeline: 'time.title',
} as const;

/** Below 1024 px: the map fills the screen; filters, list and record share one sheet at its foot. */
export function SmallScreen({
  map,
  filters,
  aside,
  timeline,
  recordOpen,
  boardOpen,
  tab,
  onTab,
  stop,
  onStop,
}: SmallScreenProps) {
  const { t } = useI18n();
  const select = (next: SheetTab): void => {
    onTab(next);
    if (stop === 'peek') onStop('half');
  };
  return (
    <>
      {map}
      <Sheet
        label={t('sheet.label')}
        stop={stop}
        onStop={onStop}
        enlargeLabel={t('sheet.enlarge')}
        reduceLabel={t('sheet.reduce')}
        head={
          <Tabs
            label={t('sheet.label')}
            tabs={[
              { name: 'list', label: t(recordOpen ? 'sheet.record' : 'sheet.list') },
              { name: 'filters', label: t(boardOpen ? 'board.title' : 'app.filters') },
              { name: 'timeline', label: t('time.title') },
            ]}
            current={tab}
            panelId={PANEL_ID}
            onSelect={select}
          />
        }
      >
        <div
          id={PANEL_ID}
          className="sheet-panel"
          role="tabpanel"
          aria-label={t(PANEL_NAMES[tab === 'filters' && boardOpen ? 'board' : tab])}
        >
          {{ filters, list: aside, timeline }[tab]}
        </div>
      </Sheet>
    </>
  );
}
