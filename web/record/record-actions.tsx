import type { RecordShown } from '../../api/record/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { Menu } from '../ui/menu.tsx';
import { RECORD_ACTIONS, type Forms, type Subject } from './use-forms.ts';

type ActionsProps = {
  readonly forms: Pick<Forms, 'show'>;
  readonly subject: Subject;
  readonly may: RecordShown['may'];
};

/** What else may be done to a record that has no panel of its own: a report on a crossing, an agreement. */
export function RecordActions({ forms, subject, may }: ActionsProps) {
  const { t } = useI18n();
  // Another of its kind cannot be searched for on the screen, so these are not merged here.
  const actions = RECORD_ACTIONS.filter((action) => action !== 'merge' && may.includes(action));
  const hasPanel = subject.kind === 'incident' || subject.kind === 'airspace-claim';
  if (hasPanel || actions.length === 0) return null;
  return (
    <Menu className="button" label={t('form.more-actions')}>
      {(close) =>
        actions.map((action) => (
          <button
            key={action}
            type="button"
            onClick={() => {
              close();
              forms.show({ mode: 'action', action, subject });
            }}
          >
            {t(`form.${action}`)}
          </button>
        ))
      }
    </Menu>
  );
}
