import type { HousePart } from './house.tsx';
import { houseTexts } from './house-words.ts';
import { Card, Go } from './kit.tsx';
import { SettingBlock } from './setting-block.tsx';
import { useSettingNames } from './setting-names.ts';
import { groupsOf } from './settings.ts';
import { useTexts } from './words.ts';

/** Those that have a place of their own, with more around them. */
const elsewhere = [
  ...['inject.pages', 'inject.skip', 'tls.intercept', 'tls.learn', 'tls.bypass'],
  ...['block.hosts', 'block.types', 'replace', 'portal.registration'],
];

/** What people may do, and how much of it: every setting that stands nowhere else. */
export function HouseLimits({ house }: HousePart) {
  const w = useTexts(houseTexts);
  const names = useSettingNames();
  return (
    <>
      <div class="cards-of">
        {groupsOf(house.data!, elsewhere).map(([section, settings]) => (
          <Card key={section} title={names.group(section)}>
            {settings.map(({ key }) => (
              <SettingBlock key={key} of={key} house={house} />
            ))}
          </Card>
        ))}
      </div>
      <p class="detail">
        <Go to={{ section: 'registration' }}>{w('elsewhere')}</Go>
      </p>
    </>
  );
}
