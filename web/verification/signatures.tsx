import { PARTIES } from '../../api/geo/contract.ts';
import type { VerificationShown } from '../../api/verification/shown/contract.ts';
import { useI18n } from '../i18n/index.tsx';

type Signed = VerificationShown['signoffs'][number];
type Signer = Signed['signer'];

/** The signatures under the finding: the parties in equal columns in their fixed order, the chair below them. */
export function Signatures({ signoffs }: Pick<VerificationShown, 'signoffs'>) {
  const { t } = useI18n();
  if (signoffs.length === 0) return null;
  return (
    <section className="record-section">
      <h3>{t('sign.title')}</h3>
      <div className="positions signatures">
        {PARTIES.map((party) => (
          <OfSigner key={party} title={t(`party.${party}`)} signer={party} signoffs={signoffs} />
        ))}
        <OfSigner title={t('sign.chair')} signer="chair" signoffs={signoffs} />
      </div>
    </section>
  );
}

type OfProps = { readonly title: string; readonly signer: Signer; readonly signoffs: readonly Signed[] };

/** What one has signed, newest first. */
function OfSigner({ title, signer, signoffs }: OfProps) {
  const { t } = useI18n();
  const own = signoffs
    .filter((signed) => signed.signer === signer)
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <div className="position">
      <h4>{title}</h4>
      {own.length === 0 ? <p className="position-none">{t('sign.none')}</p> : null}
      {own.map((signed) => (
        <OneSignature key={signed.at} signed={signed} />
      ))}
    </div>
  );
}

/** A vote with its reservation or dissent, printed as it was given; one under another content says that it is void. */
function OneSignature({ signed: { vote, text, at, holds } }: { signed: Signed }) {
  const { t, formatInstant } = useI18n();
  return (
    <div className={holds ? 'said' : 'said void'}>
      <p className="said-position">{t(`vote.${vote}`)}</p>
      {holds ? null : <p className="said-void">{t('sign.void')}</p>}
      <p className="said-how">{t('stated.at', { at: formatInstant(at, 'utc') })}</p>
      {text === '' ? null : (
        <blockquote dir="auto">
          <q>{text}</q>
        </blockquote>
      )}
    </div>
  );
}
