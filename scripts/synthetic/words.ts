import type { Party } from '../../api/geo/contract.ts';
import type { IncidentType } from '../../api/incidents/contract.ts';

/** How every synthetic title and sentence begins. */
export const MARK = 'SYNTHETIC: ';

export const PARTY_WORD = { afg: 'Afghan', pak: 'Pakistani' } as const satisfies Record<Party, string>;

/** What a title calls a type: the same neutral words whichever party it is about (DOMAIN.md 10.1). */
export const TYPE_WORDS = {
  'small-arms': 'small-arms fire reported',
  'heavy-direct': 'heavy direct fire reported',
  'indirect-fire': 'indirect fire reported',
  'air-strike': 'air strike reported',
  'uav-strike': 'strike by a drone reported',
  missile: 'missile impact reported',
  'explosion-undetermined': 'explosion of unknown cause reported',
  'mine-uxo-ied': 'mine or explosive remnant reported',
  'ground-entry': 'entry on the ground reported',
  'armed-group-attack': 'attack by an armed group reported',
  'overflight-crewed': 'overflight by an aircraft reported',
  'overflight-uav': 'overflight by a drone reported',
  'overflight-unidentified': 'overflight, object unknown, reported',
  'projectile-transit': 'projectile passing over reported',
  'force-movement': 'movement of forces reported',
  'post-or-fence-work': 'work on a post or fence reported',
  'weapon-emplacement': 'weapon put in place reported',
  'live-fire-exercise': 'live-fire exercise reported',
  closure: 'closure of a crossing point reported',
  partial: 'crossing point open in part reported',
  reopening: 'crossing point opened again reported',
  'incident-at-crossing': 'incident at a crossing point reported',
  detention: 'detention of a person reported',
  abduction: 'abduction of a person reported',
  displacement: 'displacement of families reported',
  'forced-return': 'return under pressure reported',
  'harm-to-aid-or-media': 'harm to aid or media workers reported',
  'sheltering-armed-group': 'sheltering of an armed group stated',
  'support-to-armed-group': 'support to an armed group stated',
  'hostile-statement': 'hostile statement reported',
  'access-denied': 'access of monitors denied',
  'access-conditional': 'access of monitors under conditions',
  'access-delayed': 'access of monitors delayed',
  'threat-to-monitors': 'threat to monitors reported',
  'sensor-interference': 'interference with a sensor reported',
  'joint-visit': 'joint visit held',
  'hotline-resolved': 'matter settled over the hotline',
  release: 'release of persons reported',
  'repair-window': 'window for repairs held',
  'exchange-of-remains': 'exchange of remains held',
} as const satisfies Record<IncidentType, string>;
