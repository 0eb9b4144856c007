import { useState } from 'react';
import { useSession } from '../auth/session.ts';
import type { ColumnsStore } from '../columns/store.ts';
import type { ThemeName } from '../map/theme.ts';
import { ExportDialog } from '../snapshots/dialog.tsx';
import type { Subject } from '../snapshots/export.ts';
import { createIncidentFinder } from '../snapshots/incidents.ts';
import { exportSubject } from '../snapshots/subject.ts';
import type { View } from '../view.ts';
import type { Explored } from './explored.ts';
import type { Collections } from './use-collections.ts';

export type ExportSlotProps = {
  readonly view: View;
  readonly explored: Explored;
  readonly collections: Collections;
  readonly store: Pick<ColumnsStore, 'askOnce'>;
  readonly theme: ThemeName;
  /** Of the map on the screen, in CSS pixels. */
  readonly screen: { readonly width: number; readonly height: number };
  readonly onClose: () => void;
};

/** The export of the view as it is when the dialog opens. Loaded when it is first wanted. */
export function ExportSlot({ theme, onClose, ...showing }: ExportSlotProps) {
  return <ExportDialog subject={useSubject(showing)} screenTheme={theme} onClose={onClose} />;
}

/** The subject of an export: made once there is one, and anew where the record has changed since. */
function useSubject({ explored, collections, store, ...showing }: Omit<ExportSlotProps, 'theme' | 'onClose'>) {
  const viewer = useSession().data?.viewer;
  const { shown, airspace, crossings } = explored;
  // The map may still come to rest behind the dialog; the sheet keeps to what was seen.
  const [seen] = useState(() => ({
    view: showing.view,
    screen: showing.screen,
    address: window.location.href,
    within: shown?.answer.map.extent ?? null,
  }));
  const [made, setMade] = useState<{ version: string; summary: unknown; subject: Subject } | null>(null);
  const { summary } = collections;
  // A sheet that does not know whose view it shows is not made.
  if (shown === null || viewer === undefined) return made?.subject ?? null;
  const { version } = shown.answer;
  if (made?.version === version && made.summary === summary) return made.subject;
  const findIncidents = createIncidentFinder({ ...seen, version, askOnce: store.askOnce });
  const left = { airspace, crossings, answer: shown.answer };
  const subject = exportSubject({ ...seen, viewer, collections, explored: left, findIncidents });
  if (subject === null) return made?.subject ?? null;
  setMade({ version, summary, subject });
  return subject;
}
