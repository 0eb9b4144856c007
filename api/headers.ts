import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const FILE_OF_EVIDENCE = /^\/api\/evidence\/[^/]+\/file$/;

/**
 * Security headers of every answer. The content security policy lets a page load from this service alone, without inline
 * scripts or styles; only a basemap that the operator configures adds its own origins.
 */
export function protectiveHeaders(basemapOrigins: readonly string[]): MiddlewareHandler {
  const self = ["'self'", ...basemapOrigins];
  const protect = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      workerSrc: ["'self'"],
      connectSrc: self,
      // data: for the symbols of style sheets; canvases need no source.
      imgSrc: [...self, 'data:'],
      fontSrc: self,
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    // Left to the proxy that ends TLS.
    strictTransportSecurity: false,
    permissionsPolicy: { geolocation: [], camera: [], microphone: [] },
  });
  return async (context, next) => {
    await protect(context, next);
    // A file that somebody sent is never a page of ours, whatever it holds.
    if (FILE_OF_EVIDENCE.test(context.req.path))
      context.res.headers.set('content-security-policy', "sandbox; default-src 'none'");
  };
}
