import { type AnyRole, ROLES } from '../../api/auth/contract.ts';

/** Who asks, in the order of the columns of the tables below. */
export const ASKERS: readonly AnyRole[] = ['reader', ...ROLES];

/** What is asked for: at each level, by each party, taken back, and the asker's own. */
export const OBJECTS = [
  'open',
  'mechanism',
  'restricted',
  'afghan',
  'pakistani',
  'protected',
  'withdrawn',
  'own',
] as const;
export type ObjectName = (typeof OBJECTS)[number];

/** A status for each asker; `-` where there is no such thing: who files nothing has nothing of their own. */
export type Row = string;
export type ByObject = Record<ObjectName, Row>;

/** Readers of what is seen on the map. A deny answers like not-found. */
export const SEEN: ByObject = {
  //          reader mon rev ana pre afg pak med cha adm
  open: '       200 200 200 200 200 200 200 200 200 200',
  mechanism: '  404 200 200 200 404 200 200 200 200 404',
  restricted: ' 404 200 200 200 404 404 404 200 200 404',
  afghan: '     404 404 200 404 404 200 404 200 200 404',
  pakistani: '  404 404 200 404 404 404 200 200 200 404',
  protected: '  404 404 404 404 404 404 404 404 404 404',
  withdrawn: '  404 200 200 200 404 404 404 200 200 404',
  own: '          - 200 200 200   - 200 200 200 200   -',
};

/** Readers of the base tables: of an open record these hold the exact place, so the public reads none. */
export const READ: ByObject = {
  open: '       401 200 200 200 404 200 200 200 200 404',
  mechanism: '  401 200 200 200 404 200 200 200 200 404',
  restricted: ' 401 200 200 200 404 404 404 200 200 404',
  afghan: '     401 404 200 404 404 200 404 200 200 404',
  pakistani: '  401 404 200 404 404 404 200 200 200 404',
  protected: '  401 404 404 404 404 404 404 404 404 404',
  withdrawn: '  401 200 200 200 404 404 404 200 200 404',
  own: '          - 200 200 200   - 200 200 200 200   -',
};

/** Who changes it: whose it is, their party's liaison, reviewers and the chair. */
export const CHANGED: ByObject = {
  open: '       401 403 200 403 404 403 403 403 200 404',
  mechanism: '  401 403 200 403 404 403 403 403 200 404',
  restricted: ' 401 403 200 403 404 404 404 403 200 404',
  afghan: '     401 404 200 404 404 200 404 403 200 404',
  pakistani: '  401 404 200 404 404 404 200 403 200 404',
  protected: '  401 404 404 404 404 404 404 404 404 404',
  withdrawn: '  401 409 409 409 404 404 404 409 409 404',
  own: '          - 200 200 200   - 200 200 200 200   -',
};

export const MERGED: ByObject = {
  ...CHANGED,
  afghan: '     401 404 200 404 404 403 404 403 200 404',
  pakistani: '  401 404 200 404 404 404 403 403 200 404',
  own: '          - 403 200 403   - 403 403 403 200   -',
};

export const PROPOSED: ByObject = {
  open: '       401 403 201 403 404 403 403 403 201 404',
  mechanism: '  401 403 201 403 404 403 403 403 201 404',
  restricted: ' 401 403 201 403 404 404 404 403 201 404',
  afghan: '     401 404 201 404 404 201 404 403 201 404',
  pakistani: '  401 404 201 404 404 404 201 403 201 404',
  protected: '  401 404 404 404 404 404 404 404 404 404',
  withdrawn: '  401 409 409 409 404 404 404 409 409 404',
  own: '          - 403 201 403   - 201 201 403 201   -',
};

/** What a reviewer proposed: of nobody's record another neutral person approves, of a party's that party. */
export const APPROVED: ByObject = {
  open: '       401 403 200 403 404 403 403 403 200 404',
  mechanism: '  401 403 200 403 404 403 403 403 200 404',
  restricted: ' 401 403 200 403 404 404 404 403 200 404',
  afghan: '     401 404 403 404 404 200 404 403 403 404',
  pakistani: '  401 404 403 404 404 404 200 403 403 404',
  protected: '  401 404 404 404 404 404 404 404 404 404',
  withdrawn: '  401 409 409 409 404 404 404 409 409 404',
  own: '          - 403 403 403   - 403 403 403 403   -',
};

/** Who attaches a file to an incident: whoever files reports and may read it. */
export const ATTACHED: ByObject = {
  open: '       401 200 200 200 403 200 200 200 200 403',
  mechanism: '  401 200 200 200 403 200 200 200 200 403',
  restricted: ' 401 200 200 200 403 404 404 200 200 403',
  afghan: '     401 404 200 404 403 200 404 200 200 403',
  pakistani: '  401 404 200 404 403 404 200 200 200 403',
  protected: '  401 404 404 404 403 404 404 404 404 403',
  withdrawn: '  401 409 409 409 403 404 404 409 409 403',
  own: '          - 200 200 200   - 200 200 200 200   -',
};

/** The raw file: neutral people and whoever submitted it, and nobody else of the same party. */
export const TAKEN_RAW: ByObject = {
  open: '       401 200 200 200 403 403 403 200 200 403',
  mechanism: '  404 200 200 200 404 403 403 200 200 404',
  restricted: ' 404 200 200 200 404 404 404 200 200 404',
  afghan: '     404 404 200 404 404 403 404 200 200 404',
  pakistani: '  404 404 200 404 404 404 403 200 200 404',
  protected: '  404 404 404 404 404 404 404 404 404 404',
  withdrawn: '  404 200 200 200 404 404 404 200 200 404',
  own: '          - 200 200 200   - 200 200 200 200   -',
};

/** A row in which a reader is told to sign in before anything is looked up. */
const signedInFirst = (row: Row): Row => row.trim().replace(/^\d+/, '401');
export const CUSTODY: ByObject = {
  ...TAKEN_RAW,
  open: signedInFirst(TAKEN_RAW.open),
  mechanism: signedInFirst(TAKEN_RAW.mechanism),
  restricted: signedInFirst(TAKEN_RAW.restricted),
  afghan: signedInFirst(TAKEN_RAW.afghan),
  pakistani: signedInFirst(TAKEN_RAW.pakistani),
  protected: signedInFirst(TAKEN_RAW.protected),
  withdrawn: signedInFirst(TAKEN_RAW.withdrawn),
};
export const SOMEBODY_ELSES: Row = '401 404 404 404 404 404 404 404 404 404';

export const EVERYBODY: Row = '200 200 200 200 200 200 200 200 200 200';
export const PEOPLE_ONLY: Row = '401 200 200 200 200 200 200 200 200 200';
export const ADMINISTRATOR: Row = '401 403 403 403 403 403 403 403 403 200';
export const FILERS: Row = '401 201 201 201 403 201 201 201 201 403';
export const AGREEMENT_WRITERS: Row = '401 403 403 403 403 403 403 201 201 403';

/** Operations of the map that everybody may ask, each as they may see it, by the path that is asked in the test. */
export const MAP_READS: Readonly<Record<string, string>> = {
  '/explore/incidents.arrow': '/explore/incidents.arrow',
  '/explore/incidents/outlines': '/explore/incidents/outlines',
  '/explore/incidents/matching': '/explore/incidents/matching?q=fire',
  '/explore/incidents/rows': '/explore/incidents/rows?ids=1',
  '/explore/incidents/found': '/explore/incidents/found?q=fire',
  '/explore/incidents/summary': '/explore/incidents/summary',
  ...Object.fromEntries(
    ['incidents', 'airspace-claims', 'crossings'].flatMap((collection) => [
      [`/tiles/${collection}`, `/tiles/${collection}`],
      [`/tiles/${collection}/{z}/{x}/{y}.mvt`, `/tiles/${collection}/6/43/25.mvt`],
    ]),
  ),
};
