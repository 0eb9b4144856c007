import type { IncidentRecordProperties } from '../../api/incidents/contract.ts';
import type { VerificationShown } from '../../api/verification/shown/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { addressOfRules } from './address.ts';
import { byWords, standWords, whyKey, type Step } from './words.ts';

type WayProps = {
  readonly incident: Pick<IncidentRecordProperties, 'status' | 'verification' | 'underReview' | 'overdue'>;
};

/** Why the status is what it is, what is awaited, and every step that led here, oldest first. */
export function WaySoFar({ incident }: WayProps) {
  const { t, formatDay } = useI18n();
  const { verification, underReview, overdue, status } = incident;
  const { steps, requests, inconclusiveReason, reviewOn } = verification;
  const why = whyKey(steps);
  return (
    <section className="record-section">
      <h3>{t('way.title')}</h3>
      {underReview ? <p className="way-flag">{t('way.under-review')}</p> : null}
      {overdue ? <p className="way-flag">{t('way.overdue')}</p> : null}
      {why === null ? (
        <p>{t('way.none')}</p>
      ) : (
        <p>
          <span className="visually-hidden">{t('way.why')}: </span>
          {t(why)}
        </p>
      )}
      {inconclusiveReason === null || status !== 'inconclusive' ? null : (
        <p>{t(`way.inconclusive-${inconclusiveReason}`)}</p>
      )}
      {reviewOn === null || status !== 'suspended' ? null : <p>{t('way.review-on', { day: formatDay(reviewOn) })}</p>}
      {steps.length + requests.length === 0 ? null : <Steps steps={steps} requests={requests} />}
      <p className="fact-note">
        <a className="link" href={addressOfRules()}>
          {t('way.rules')}
        </a>
      </p>
    </section>
  );
}

type Entry =
  | { readonly at: string; readonly step: Step }
  | { readonly at: string; readonly request: VerificationShown['requests'][number] };

/** Steps and requests in the order of time; of two at one moment the step comes first, for it sent the request. */
function entriesOf({ steps, requests }: Pick<VerificationShown, 'steps' | 'requests'>): Entry[] {
  const all: Entry[] = [
    ...steps.map((step) => ({ at: step.at, step })),
    ...requests.map((request) => ({ at: request.sentAt, request })),
  ];
  return all.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function Steps(props: Pick<VerificationShown, 'steps' | 'requests'>) {
  const { t, formatInstant } = useI18n();
  return (
    <ol className="history-entries way-steps">
      {entriesOf(props).map((entry) => (
        <li key={`${entry.at} ${'step' in entry ? entry.step.move : entry.request.id}`}>
          {'step' in entry ? (
            <OneStep step={entry.step} />
          ) : (
            <p>
              {t(entry.request.urgency === 'flash' ? 'way.asked-flash' : 'way.asked', {
                due: formatInstant(entry.request.dueAt, 'utc'),
              })}
            </p>
          )}
          <time className="fact-note" dateTime={entry.at}>
            {t('known.at-utc', { at: formatInstant(entry.at, 'utc') })}
          </time>
        </li>
      ))}
    </ol>
  );
}

function OneStep({ step }: { step: Step }) {
  const i18n = useI18n();
  const { t } = i18n;
  const [from, to] = [step.from, step.to].map((stand) => standWords(i18n, step.axis, stand));
  return (
    <>
      <p className="history-head">
        <b>{t(`move.${step.move}`)}</b>
        <span className="fact-note">{byWords(i18n, step)}</span>
      </p>
      <p className="fact-note way-from-to">{t('way.step', { from: from ?? '', to: to ?? '' })}</p>
      {step.reason === '' ? null : (
        <p className="history-why" dir="auto">
          {step.reason}
        </p>
      )}
    </>
  );
}
