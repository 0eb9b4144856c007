import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { startTwoFactor, stopTwoFactor, type TwoFactorStart } from './accounts.ts';
import { DoneWith } from './done-with.tsx';
import { ProofForm } from './proof-form.tsx';
import { readSession, useSession } from './session.ts';
import { TwoFactorSetup } from './two-factor-setup.tsx';

/** The second step of one's own account: turned on or off. */
export function TwoFactorPanel({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { data } = useSession();
  const [prepared, setPrepared] = useState<TwoFactorStart | null>(null);
  const [became, setBecame] = useState<'on' | 'off' | null>(null);

  if (became !== null) return <DoneWith words={t(`auth.two-factor-turned-${became}`)} onClose={onClose} />;
  if (prepared !== null)
    return (
      <TwoFactorSetup
        prepared={prepared}
        onOn={() => {
          setBecame('on');
          void readSession(client);
        }}
      />
    );
  if (data?.twoFactor)
    return (
      <ProofForm
        words={[t('auth.two-factor-is-on'), t('auth.two-factor-stop-hint')]}
        sendWords={t('auth.two-factor-stop')}
        act={async (password) => {
          await stopTwoFactor(password);
          setBecame('off');
          void readSession(client);
        }}
      />
    );
  return (
    <ProofForm
      words={[t('auth.two-factor-purpose')]}
      sendWords={t('auth.two-factor-begin')}
      act={async (password) => setPrepared(await startTwoFactor(password))}
    />
  );
}
