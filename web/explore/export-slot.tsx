import { useState } from 'react';
import { useSession } from '../auth/session.ts';
import type { ThemeName } from '../map/theme.ts';
import { ExportDialog } from '../snapshots/dialog.tsx';
import { exportSubject } from '../snapshots/subject.ts';
import type { View } from '../view.ts';
import type { Explored } from './explored.ts';
import type { Collections } from './use-collections.ts';

export type ExportSlotProps = {
  readonly view: View;
  readonly explored: Explored;
  readonly collections: Collections;
  readonly theme: ThemeName;
  /** Of the map on the screen, in CSS pixels. */
  readonly screen: { readonly width: number; readonly height: number };
  readonly onClose: () => void;
};

/** The export of the view as it is when the dialog opens. Loaded when it is first wanted. */
export function ExportSlot({ view, explored, collections, theme, screen, onClose }: ExportSlotProps) {
  // The map may still come to rest behind the dialog; the sheet keeps to what was seen.
  const viewer = useSession().data?.viewer;
  const incidents = explored.rows();
  const [subject] = useState(() =>
    // A sheet that does not know whose view it shows is not made.
    viewer === undefined || incidents === null
      ? null
      : exportSubject({
          view,
          viewer,
          collections,
          explored: { ...explored, incidents },
          address: window.location.href,
          screen,
        }),
  );
  return <ExportDialog subject={subject} screenTheme={theme} onClose={onClose} />;
}
