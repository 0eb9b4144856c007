import { useI18n } from '../i18n/index.tsx';
import { MOST_AREAS } from './area.ts';
import { faultWords } from './fault-words.ts';
import type { DrawingControl } from './use-drawing.ts';

/** The ways to begin an area, or, once begun, what to do next; and what was last refused. */
export function DrawingStatus({ drawing, areaCount }: { drawing: DrawingControl; areaCount: number }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { state, fault } = drawing;
  const faultText =
    fault === null ? '' : fault === 'tools-not-loaded' ? t('areas.tools-not-loaded') : faultWords(i18n, fault);
  return (
    <div className="drawing-status">
      {state.mode === 'idle' ? (
        <div className="areas-actions">
          <button
            type="button"
            className="button button-primary"
            disabled={areaCount >= MOST_AREAS}
            onClick={drawing.draw}
          >
            {t('areas.draw')}
          </button>
          <button
            type="button"
            className="button"
            disabled={areaCount >= MOST_AREAS}
            onClick={() => drawing.type(null)}
          >
            {t('areas.type')}
          </button>
        </div>
      ) : null}
      {state.mode === 'idle' && areaCount >= MOST_AREAS ? (
        <p className="areas-hint">{t('areas.fault-too-many-areas', { most: MOST_AREAS })}</p>
      ) : null}
      <p className="areas-hint" role="status">
        {state.mode === 'loading' ? t('areas.loading-tools') : null}
        {state.mode === 'drawing' ? t('areas.how-to-draw', { count: state.corners }) : null}
        {state.mode === 'editing' ? t('areas.how-to-edit') : null}
      </p>
      <p className="areas-fault" role="alert">
        {faultText}
      </p>
      {state.mode === 'drawing' || state.mode === 'editing' ? (
        <div className="areas-actions">
          {state.mode === 'drawing' ? (
            <button type="button" className="button" disabled={state.corners === 0} onClick={drawing.undoCorner}>
              {t('areas.undo-corner')}
            </button>
          ) : null}
          <button type="button" className="button" onClick={drawing.stop}>
            {state.mode === 'drawing' ? t('areas.cancel') : t('areas.done')}
          </button>
        </div>
      ) : null}
    </div>
  );
}
