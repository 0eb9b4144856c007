import type { StateProperties } from './natural-earth.ts';

export type ProvinceName = { text: string; lang: 'prs' | 'ps' | 'ur'; script: 'Arab' };

/** How a province is called here, and in which codes others know it. */
export type Province = { key: string; name: string; names: ProvinceName[]; iso: string; fips: string };

const name = (lang: ProvinceName['lang'], text: string): ProvinceName => ({ text, lang, script: 'Arab' });

/** Key, name, name in Dari, name in Pashto, ISO 3166-2, FIPS 10-4 as GeoNames uses it. */
const AFGHANISTAN = `
badakhshan|Badakhshan|بدخشان|بدخشان|AF-BDS|AF01
badghis|Badghis|بادغیس|بادغیس|AF-BDG|AF02
baghlan|Baghlan|بغلان|بغلان|AF-BGL|AF03
balkh|Balkh|بلخ|بلخ|AF-BAL|AF30
bamyan|Bamyan|بامیان|بامیان|AF-BAM|AF05
daykundi|Daykundi|دایکندی|دایکندي|AF-DAY|AF41
farah|Farah|فراه|فراه|AF-FRA|AF06
faryab|Faryab|فاریاب|فاریاب|AF-FYB|AF07
ghazni|Ghazni|غزنی|غزني|AF-GHA|AF08
ghor|Ghor|غور|غور|AF-GHO|AF09
helmand|Helmand|هلمند|هلمند|AF-HEL|AF10
herat|Herat|هرات|هرات|AF-HER|AF11
jowzjan|Jowzjan|جوزجان|جوزجان|AF-JOW|AF31
kabul|Kabul|کابل|کابل|AF-KAB|AF13
kandahar|Kandahar|قندهار|کندهار|AF-KAN|AF23
kapisa|Kapisa|کاپیسا|کاپیسا|AF-KAP|AF14
khost|Khost|خوست|خوست|AF-KHO|AF37
kunar|Kunar|کنر|کونړ|AF-KNR|AF34
kunduz|Kunduz|کندز|کندز|AF-KDZ|AF24
laghman|Laghman|لغمان|لغمان|AF-LAG|AF35
logar|Logar|لوگر|لوګر|AF-LOG|AF17
nangarhar|Nangarhar|ننگرهار|ننګرهار|AF-NAN|AF18
nimroz|Nimroz|نیمروز|نیمروز|AF-NIM|AF19
nuristan|Nuristan|نورستان|نورستان|AF-NUR|AF38
paktia|Paktia|پکتیا|پکتیا|AF-PIA|AF36
paktika|Paktika|پکتیکا|پکتیکا|AF-PKA|AF29
panjshir|Panjshir|پنجشیر|پنجشېر|AF-PAN|AF42
parwan|Parwan|پروان|پروان|AF-PAR|AF40
samangan|Samangan|سمنگان|سمنګان|AF-SAM|AF32
sar-e-pul|Sar-e Pul|سرپل|سرپل|AF-SAR|AF33
takhar|Takhar|تخار|تخار|AF-TAK|AF26
uruzgan|Uruzgan|ارزگان|اروزګان|AF-URU|AF39
wardak|Wardak|وردک|وردګ|AF-WAR|AF27
zabul|Zabul|زابل|زابل|AF-ZAB|AF28
`;

/** Key, name, name in Urdu, name in Pashto, ISO 3166-2, FIPS 10-4 as GeoNames uses it. */
const PAKISTAN = `
azad-kashmir|Azad Kashmir|آزاد کشمیر|ازاد کشمیر|PK-JK|PK06
balochistan|Balochistan|بلوچستان|بلوچستان|PK-BA|PK02
former-fata|Former tribal areas|سابق قبائلی علاقہ جات|پخوانۍ قبایلي سیمې|PK-TA|PK01
gilgit-baltistan|Gilgit-Baltistan|گلگت بلتستان|ګلګت بلتستان|PK-GB|PK07
islamabad|Islamabad Capital Territory|وفاقی دارالحکومت اسلام آباد|د اسلام اباد پلازمېنې سیمه|PK-IS|PK08
khyber-pakhtunkhwa|Khyber Pakhtunkhwa|خیبر پختونخوا|خیبر پښتونخوا|PK-KP|PK03
punjab|Punjab|پنجاب|پنجاب|PK-PB|PK04
sindh|Sindh|سندھ|سندھ|PK-SD|PK05
`;

/** The tribal areas became part of Khyber Pakhtunkhwa in May 2018; the source is older and keeps them apart. */
export const FORMER_TRIBAL_AREAS = { key: 'former-fata', partOf: 'khyber-pakhtunkhwa' } as const;

function read(table: string, official: 'prs' | 'ur'): Province[] {
  return table
    .trim()
    .split('\n')
    .map((row) => {
      const [key, latin, local, pashto, iso, fips] = row.split('|');
      if (!key || !latin || !local || !pashto || !iso || !fips) throw new Error(`a province lacks a field: ${row}`);
      return { key, name: latin, names: [name(official, local), name('ps', pashto)], iso, fips };
    });
}

/** Every province by its key. Names in Arabic script were written for this project from general knowledge. */
export const provinces: ReadonlyMap<string, Province> = new Map(
  [...read(AFGHANISTAN, 'prs'), ...read(PAKISTAN, 'ur')].map((province) => [province.key, province]),
);

const KEY_OF_SOURCE_NAME: Record<string, string> = {
  Hilmand: 'helmand',
  Hirat: 'herat',
  Jawzjan: 'jowzjan',
  Paktya: 'paktia',
  'Sari Pul': 'sar-e-pul',
  'Azad Kashmir': 'azad-kashmir',
  Baluchistan: 'balochistan',
  'F.A.T.A.': 'former-fata',
  'F.C.T.': 'islamabad',
  'K.P.': 'khyber-pakhtunkhwa',
  'Northern Areas': 'gilgit-baltistan',
  Sind: 'sindh',
};

/** Two pairs share a name in the source; its GeoNames name is the one that fits the ground (its `woe_label` is swapped). */
function keyOfPair({ name: sourceName, gn_name: geonames }: StateProperties): string | undefined {
  if (sourceName === 'Parwan') return geonames?.includes('Panjshir') ? 'panjshir' : 'parwan';
  if (sourceName === 'Uruzgan') return geonames?.includes('Daykundi') ? 'daykundi' : 'uruzgan';
  return undefined;
}

/** The key under which a province of the source is known here. Throws for one that the tables do not list. */
export function keyOfState(properties: StateProperties): string {
  const key = keyOfPair(properties) ?? KEY_OF_SOURCE_NAME[properties.name] ?? properties.name.toLowerCase();
  if (!provinces.has(key)) throw new Error(`no province is listed for ${properties.name}`);
  return key;
}
