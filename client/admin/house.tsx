import type { ComponentType } from 'preact';
import { type HouseKey, houseTexts } from './house-words.ts';
import { Heading, useHouse } from './kit.tsx';
import { NotLoaded, useLoaded } from './loaded.tsx';
import { Of, type Resource, useResource } from './resource.tsx';
import type { HouseSettings } from './settings.ts';
import { Tabs } from './tabs.tsx';
import { useTexts } from './words.ts';

export interface HousePart {
  house: Resource<HouseSettings>;
}

type Load = () => Promise<ComponentType<HousePart>>;

const parts: [rest: string, name: HouseKey, load: Load][] = [
  ['', 'pages', () => import('./house-pages.tsx').then(({ HousePages }) => HousePages)],
  ['sites', 'sites', () => import('./house-sites.tsx').then(({ HouseSites }) => HouseSites)],
  ['rules', 'rules', () => import('./house-rules.tsx').then(({ HouseRules }) => HouseRules)],
  ['limits', 'limits', () => import('./house-limits.tsx').then(({ HouseLimits }) => HouseLimits)],
  ['all', 'all', () => import('./house-all.tsx').then(({ HouseAll }) => HouseAll)],
];

/** All settings: those that change while the server runs, by forms; the others shown. */
export function HouseSection() {
  const { place } = useHouse();
  const w = useTexts(houseTexts);
  const house = useResource<HouseSettings>('/admin/house');
  const [, name, load] = parts.find(([rest]) => rest === (place.rest[0] ?? '')) ?? parts[0]!;
  return (
    <>
      <Heading title={w('house')} lead={w('lead')} />
      <Tabs label={w('parts')} of={parts.map(([rest, key]) => [rest, w(key)] as const)} />
      <Of of={house}>{() => <Part key={name} {...{ load, house }} />}</Of>
    </>
  );
}

function Part({ load, house }: HousePart & { load: Load }) {
  const part = useLoaded(load);
  if (part === null || part === 'failed') return <NotLoaded part={part} />;
  return <part.View house={house} />;
}
