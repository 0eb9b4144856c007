import { useI18n } from '../i18n/index.tsx';

type KnownAtBannerProps = {
  readonly knownAt: string;
  /** What lies below is still that of the moment chosen before. */
  readonly catchingUp: boolean;
  readonly onNow: () => void;
};

/** Says above the map that an earlier state of the record is shown. */
export function KnownAtBanner({ knownAt, catchingUp, onNow }: KnownAtBannerProps) {
  const { t, formatInstant } = useI18n();
  return (
    <div className="known-banner">
      <p role="status">
        {t('known.banner', { at: formatInstant(knownAt, 'utc') })}
        {catchingUp ? ` ${t('app.loading')}` : null}
      </p>
      <button type="button" className="link-button" onClick={onNow}>
        {t('known.back-to-now')}
      </button>
    </div>
  );
}

type NotYetProps = { readonly moment: string; readonly onClose: () => void };

/** Says above the map that the moment which the address asks for has not been yet, and what is shown instead. */
export function NotYetBanner({ moment, onClose }: NotYetProps) {
  const { t, formatInstant } = useI18n();
  return (
    <div className="known-banner">
      <p role="status">{t('known.not-yet', { at: formatInstant(moment, 'utc') })}</p>
      <button type="button" className="link-button" onClick={onClose}>
        {t('app.close')}
      </button>
    </div>
  );
}
