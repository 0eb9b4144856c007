import { encode } from 'uqr';
import { pathOfModules } from './secret.ts';

/** Light modules around the code, without which cameras do not find it (ISO/IEC 18004, 5.3.8). */
const QUIET_MODULES = 4;

/** A text as a QR code, dark on light in every theme: many cameras do not read it the other way round. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  return (
    <svg className="auth-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} className="auth-qr-light" />
      <path d={pathOfModules(data)} className="auth-qr-dark" />
    </svg>
  );
}
