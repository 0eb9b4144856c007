import { useEffect, useRef } from 'react';
import type { Invitation } from '../../api/auth/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { invitationLink } from './address.ts';
import { Copyable } from './copyable.tsx';

/** An invitation and whose it is; null where the person was invited before and the link cannot be shown again. */
export type Link = { readonly name: string; readonly invitation: Invitation | null };

/** The link to an account, which the administrator passes on; it takes the focus, for it is shown once. */
export function LinkToPassOn({ link: { name, invitation } }: { link: Link }) {
  const { t, formatInstant } = useI18n();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus();
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place} className="auth-given" tabIndex={-1}>
      {invitation === null ? (
        <p role="status">{t('people.link-gone', { name })}</p>
      ) : (
        <Copyable
          label={t('people.link', { name })}
          text={invitationLink(window.location.href, invitation.token)}
          hint={t('people.link-hint', { time: formatInstant(invitation.expiresAt, 'utc') })}
        />
      )}
    </div>
  );
}
