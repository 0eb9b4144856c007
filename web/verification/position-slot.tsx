import { useMemo, useState } from 'react';
import type { Party } from '../../api/geo/contract.ts';
import type { IncidentRecordProperties } from '../../api/incidents/contract.ts';
import { READER, useSession } from '../auth/session.ts';
import { useI18n } from '../i18n/index.tsx';
import { safeStorage } from '../record/stored-drafts.ts';
import { isNeutral } from './act.ts';
import { useFocusBack } from './focus-back.ts';
import { createPositionStore, type PositionAbout } from './position-draft.ts';
import { PositionForm } from './position-form.tsx';
import { positionsOf } from './words.ts';

type SlotProps = { readonly party: Party; readonly fid: number; readonly incident: IncidentRecordProperties };

/** The way to state a party's position, and its form once it is opened; one that was left unfinished says so. */
export function PositionSlot({ party, incident }: SlotProps) {
  const { t } = useI18n();
  const session = useSession().data ?? READER;
  const [state, setState] = useState<'closed' | 'open' | 'done'>('closed');
  const button = useFocusBack(state === 'open');
  const [keeper] = useState(() => safeStorage(() => window.localStorage));
  const owner = session.id ?? '';
  const store = useMemo(
    () => createPositionStore(keeper, { owner, incidentId: incident.uid, party }),
    [keeper, owner, incident.uid, party],
  );
  const about: PositionAbout = {
    incidentId: incident.uid,
    party,
    // Neutral staff put on record what was said in public, and supersede no more than that.
    current: positionsOf(
      incident.verification.positions.filter(
        ({ channel }) => !isNeutral(session.role) || channel === 'public-statement',
      ),
      party,
    ).current,
    synthetic: incident.synthetic,
  };
  if (state === 'open')
    return (
      <PositionForm
        about={about}
        store={store}
        sources={incident.sources}
        isNeutral={isNeutral(session.role)}
        onClose={() => setState('closed')}
        onDone={() => setState('done')}
      />
    );
  const isBegun = store.find() !== null;
  return (
    <div className="position-slot">
      {state === 'done' ? (
        <p className="form-kept" role="status">
          {t('stating.done')}
        </p>
      ) : null}
      <button ref={button} type="button" className="button" onClick={() => setState('open')}>
        {t(isBegun ? `stating.continue-${party}` : `stating.open-${party}`)}
      </button>
    </div>
  );
}
