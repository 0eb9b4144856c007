import { z } from 'zod';
import { Instant } from '../geo/contract.ts';
import { Viewer } from '../visibility/contract.ts';

/** What a person may be here. Whoever has no account is a `reader`. */
export const ROLES = [
  'monitor',
  'reviewer',
  'analyst',
  'press',
  'liaison-afg',
  'liaison-pak',
  'mediator',
  'chair',
  'administrator',
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;
/** A role, or nobody in particular. */
export const AnyRole = z.enum(['reader', ...ROLES]);
export type AnyRole = z.infer<typeof AnyRole>;

/** What somebody may do here; roles.ts says who. Whether it may be done to this very record is said with the record. */
export const ACTIONS = [
  'read',
  'file-record',
  'edit-any-record',
  'withdraw-any-record',
  'merge-records',
  'raise-level',
  'lower-level',
  'write-agreement',
  'make-token',
  'manage-people',
  'look-as',
  'read-log',
] as const;
export const Action = z.enum(ACTIONS);
export type Action = z.infer<typeof Action>;

/** Who asks. `viewer` is whose projection is read; it differs from the role's own only while an administrator looks as another. */
export const Actor = z.object({
  kind: z.enum(['reader', 'person', 'token']),
  /** The id of the account; null for a reader. */
  id: z.string().nullable(),
  name: z.string().nullable(),
  role: AnyRole,
  viewer: Viewer,
  /** Set while an administrator looks at the map as a class of viewer: nothing may be written then. */
  seenAs: Viewer.nullable(),
});
export type Actor = z.infer<typeof Actor>;

/** Who asks, as a screen shows it. `may` holds nothing that writes while `seenAs` is set, or for a token that only reads. */
export const SessionShown = Actor.extend({
  email: z.string().nullable(),
  /** Whether signing in asks for a second step. */
  twoFactor: z.boolean(),
  may: z.array(Action),
}).meta({ id: 'Session' });
export type SessionShown = z.infer<typeof SessionShown>;

/** Ids are made by the client, so that a request that is sent twice is done once. */
const ClientMadeId = z.uuid();
/** One line of text that a person wrote. */
const Line = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u, { error: 'must be one line without control characters' });
/** Not checked for its form alone: `administrator@localhost` is an address here. */
const Email = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, { error: 'must be an e-mail address' })
  .toLowerCase();
/**
 * Length is what counts (NIST SP 800-63B-4, 3.1.1.2); nothing is asked of the characters. Keyboards write the same letter
 * of Pashto or Urdu as one character or as two, so passwords are compared in one form (NFC).
 */
const NewPassword = z.string().normalize('NFC').min(12).max(128);
/** A password that is compared and not kept. The limit bounds the work. */
const GivenPassword = z.string().normalize('NFC').min(1).max(128);
/** Authenticators show codes in groups; spaces do not count. */
const Code = z
  .string()
  .max(40)
  .overwrite((text) => text.replace(/\s+/g, ''));

export const SignIn = z.strictObject({ email: Email, password: GivenPassword });
/** `twoFactor` says that a second step is waited for and nobody is signed in yet. */
export const SignedIn = z.object({ twoFactor: z.boolean() });
export const SecondStep = z.strictObject({ code: Code.min(6).max(20), kind: z.enum(['totp', 'backup']) });
export const PasswordChange = z.strictObject({ current: GivenPassword, next: NewPassword });
export const PasswordProof = z.strictObject({ password: GivenPassword });
export const CodeProof = z.strictObject({ code: Code.regex(/^\d{6}$/, { error: 'must be six digits' }) });
/** Shown once. `uri` is what an authenticator takes as a QR code, `secret` the same to type. */
export const TwoFactorStart = z.object({ uri: z.string(), secret: z.string(), backupCodes: z.array(z.string()) });

/** What a token may do beside reading. It acts with the role that its person has when it is used. */
export const TokenScope = z.enum(['read', 'write']);
export type TokenScope = z.infer<typeof TokenScope>;
export const TokenDraft = z.strictObject({
  id: ClientMadeId,
  name: Line,
  scope: TokenScope,
  /** At most a year away. */
  expiresAt: Instant,
});
export type TokenDraft = z.infer<typeof TokenDraft>;
export const TokenShown = z
  .object({
    id: z.string(),
    name: z.string(),
    scope: TokenScope,
    createdAt: Instant,
    expiresAt: Instant,
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: 'Token' });
export type TokenShown = z.infer<typeof TokenShown>;
/** `secret` is shown once; null when the same token is asked for again. */
export const TokenMade = z.object({ token: TokenShown, secret: z.string().nullable() });
export type TokenMade = z.infer<typeof TokenMade>;
export const Tokens = z.object({ tokens: z.array(TokenShown) });

export const PersonShown = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: Role,
    disabled: z.boolean(),
    twoFactor: z.boolean(),
    /** Has a password, and so has taken an invitation. */
    accepted: z.boolean(),
    /** How long the invitation that is open can be taken. */
    invitedUntil: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Person' });
export type PersonShown = z.infer<typeof PersonShown>;
export const People = z.object({ people: z.array(PersonShown) });
export const PersonDraft = z.strictObject({ id: ClientMadeId, email: Email, name: Line, role: Role });
export type PersonDraft = z.infer<typeof PersonDraft>;
export const PersonChange = z
  .strictObject({ role: Role.optional(), disabled: z.boolean().optional() })
  .refine(({ role, disabled }) => role !== undefined || disabled !== undefined, {
    error: 'give role, disabled or both',
  });
export type PersonChange = z.infer<typeof PersonChange>;
/** A link is made of `token`. No mail is sent: the administrator passes the link on. */
export const Invitation = z.object({ token: z.string(), expiresAt: Instant });
export type Invitation = z.infer<typeof Invitation>;
/** `invitation` is shown once; null when the same person is invited again by the same id. */
export const PersonInvited = z.object({ person: PersonShown, invitation: Invitation.nullable() });
export type PersonInvited = z.infer<typeof PersonInvited>;
export const InvitationAcceptance = z.strictObject({ token: z.string().min(1).max(100), password: NewPassword });

/** As which class of viewer an administrator looks at the map; null for nobody but themselves. */
export const SeenAs = z.strictObject({ viewer: Viewer.nullable() });
export type SeenAs = z.infer<typeof SeenAs>;

/** The whole table of roles: what each may do, and whose projection it reads. */
export const RolesShown = z.object({
  roles: z.array(z.object({ role: AnyRole, viewer: Viewer, may: z.array(Action) })),
});
export type RolesShown = z.infer<typeof RolesShown>;
