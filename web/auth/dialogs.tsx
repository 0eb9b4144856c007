import { useI18n, type MessageKey } from '../i18n/index.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { AuthDialogName } from './context.ts';
import { InvitationForm } from './invitation-form.tsx';
import { LookAsForm } from './look-as-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { RolesTable } from './roles-table.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { TokensPanel } from './tokens-panel.tsx';
import { TwoFactorPanel } from './two-factor-panel.tsx';

type AuthDialogProps = {
  readonly name: AuthDialogName;
  readonly invitation: string | null;
  readonly onOpen: (dialog: AuthDialogName) => void;
  readonly onClose: () => void;
};

const TITLES: Readonly<Record<AuthDialogName, MessageKey>> = {
  'sign-in': 'auth.sign-in',
  invitation: 'auth.invitation',
  'two-factor': 'auth.two-factor',
  password: 'auth.password-change',
  tokens: 'tokens.title',
  people: 'people.title',
  'look-as': 'auth.look-as-title',
  roles: 'roles.title',
};

/** The dialog about accounts that is open. */
export function AuthDialog(props: AuthDialogProps) {
  const { t } = useI18n();
  const { name, onClose } = props;
  return (
    <Dialog key={name} title={t(TITLES[name])} closeLabel={t('app.close')} onClose={onClose}>
      <div className={`auth auth-${name}`}>
        <Content {...props} />
      </div>
    </Dialog>
  );
}

function Content({ name, invitation, onOpen, onClose }: AuthDialogProps) {
  const onRoles = (): void => onOpen('roles');
  if (name === 'sign-in') return <SignInForm onDone={onClose} onRoles={onRoles} />;
  if (name === 'invitation')
    return <InvitationForm token={invitation ?? ''} onDone={onClose} onRoles={onRoles} onCancel={onClose} />;
  if (name === 'two-factor') return <TwoFactorPanel onClose={onClose} />;
  if (name === 'password') return <PasswordForm onClose={onClose} />;
  if (name === 'tokens') return <TokensPanel />;
  if (name === 'people') return <PeoplePanel onSignedOut={onClose} />;
  if (name === 'look-as') return <LookAsForm onClose={onClose} />;
  return <RolesTable />;
}
