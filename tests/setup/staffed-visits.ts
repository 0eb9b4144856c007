import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Role } from '../../api/auth/contract.ts';
import type { Service } from '../../api/start.ts';
import { launchChromium } from '../../scripts/setup/chromium.ts';
import { Visitor } from '../e2e/visitor.ts';
import { EVERYBODYS_PASSWORD, startStaffed } from './staffed.ts';

type Arrival = BrowserContextOptions & { readonly path?: string };

/** Ways to come to a service that has one account for each role. */
interface StaffedVisits {
  /** Somebody without an account at the screen. */
  arrive: (options?: Arrival) => Promise<Visitor>;
  /** Where the service is, once it has been started. */
  serviceUrl: () => string;
  /** Somebody of a role, signed in. */
  arriveAs: (role: Role, options?: Arrival) => Promise<Visitor>;
}

/** A browser and a service with one account for each role, for the tests of the file that calls it. */
export function staffedVisits(): StaffedVisits {
  let browser: Browser;
  let service: Service;
  beforeAll(async () => {
    browser = await launchChromium();
    service = await startStaffed();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });
  const arrive = (options?: Arrival): Promise<Visitor> => Visitor.arrive(browser, service.url, options);
  return {
    arrive,
    serviceUrl: () => service.url,
    arriveAs: async (role, options) => {
      const visitor = await arrive(options);
      await visitor.signInAs(role, EVERYBODYS_PASSWORD);
      return visitor;
    },
  };
}
