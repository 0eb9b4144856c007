import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KEYS, type Key } from './keys.ts';

const KEY_NAMES: Readonly<Record<Key, string>> = {
  '/': '/',
  f: 'f',
  j: 'j',
  k: 'k',
  '[': '[',
  ']': ']',
  p: 'p',
  d: 'd',
  e: 'e',
  l: 'l',
  b: 'b',
  '?': '?',
  Escape: 'Esc',
};

/** All keys, in words. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog title={t('keys.title')} closeLabel={t('app.close')} onClose={onClose}>
      <dl className="keys">
        {KEYS.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{KEY_NAMES[key]}</kbd>
            </dt>
            <dd>{t(`keys.${key}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="fact-note">{t('keys.list')}</p>
      <p className="fact-note">{t('keys.map')}</p>
      <p className="fact-note">{t('keys.timeline')}</p>
    </Dialog>
  );
}
