import { useI18n } from '../i18n/index.tsx';

/** Says that the list holds only what lies at one place of the map, and leads back to all. */
export function OnePlace({ count, onAll }: { count: number; onAll: () => void }) {
  const { t } = useI18n();
  return (
    <p className="one-place" role="status">
      {t('list.at-one-place', { n: count })}
      <button type="button" className="link" onClick={onAll}>
        {t('list.show-all')}
      </button>
    </p>
  );
}
