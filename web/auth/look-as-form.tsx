import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { VIEWERS, type Viewer } from '../../api/visibility/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { Refusal } from './field.tsx';
import { lookAs, useSession } from './session.ts';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

/** Choosing as which class of viewer an administrator looks at the map. */
export function LookAsForm({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const client = useQueryClient();
  const { data } = useSession();
  const { isBusy, problem, send } = useSend();
  const [viewer, setViewer] = useState<Viewer>(data?.seenAs ?? 'public');
  const name = useId();
  const first = useRef<HTMLFieldSetElement>(null);
  useEffect(() => first.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  return (
    <form
      className="auth-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send(() => lookAs(client, viewer)).then((isOn) => isOn && onClose());
      }}
    >
      <p className="auth-words">{t('auth.look-as-purpose')}</p>
      <fieldset ref={first} className="auth-choices">
        <legend className="visually-hidden">{t('auth.look-as-title')}</legend>
        {VIEWERS.map((each) => (
          <label key={each}>
            <input type="radio" name={name} checked={each === viewer} onChange={() => setViewer(each)} />
            <span>{t(`roles.viewer-${each}`)}</span>
          </label>
        ))}
      </fieldset>
      <Refusal words={problem === null ? null : problemWords(i18n, problem)} />
      <div className="auth-actions">
        <button type="submit" className="button primary" aria-disabled={isBusy}>
          {t(isBusy ? 'auth.busy' : 'auth.look-as-begin')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('auth.cancel')}
        </button>
      </div>
    </form>
  );
}
