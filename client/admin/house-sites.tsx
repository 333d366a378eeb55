import { Bypasses } from './bypasses.tsx';
import { useChanging } from './changing.ts';
import { Entries } from './entries.tsx';
import type { HousePart } from './house.tsx';
import { Card } from './kit.tsx';
import { useSettingNames } from './setting-names.ts';
import { hostIn, settingOf } from './settings.ts';
import { sitesTexts } from './sites-words.ts';
import { Whence } from './whence.tsx';
import { useTexts } from './words.ts';

/** What holds for single sites: blocked, without the window, their https closed. */
export function HouseSites({ house }: HousePart) {
  const w = useTexts(sitesTexts);
  const usual = [
    ['video/*', w('video')],
    ['audio/*', w('sound')],
    ['application/x-msdownload', w('programs')],
    ['application/zip', w('archives')],
  ] as const;
  const host = { label: w('site'), hint: w('siteHint'), read: hostIn };
  return (
    <>
      <p class="lead">{w('sitesLead')}</p>
      <div class="cards-of">
        <List of="block.hosts" house={house} {...host} />
        <List of="inject.skip" house={house} {...host} />
        <List
          of="block.types"
          house={house}
          {...{ label: w('kind'), hint: w('kindHint'), usual }}
          read={typed => typed.trim().toLowerCase()}
        />
      </div>
      <Bypasses house={house} />
    </>
  );
}

type Field = Pick<Parameters<typeof Entries>[0], 'label' | 'hint' | 'read' | 'usual'>;

function List({ of, house, ...field }: HousePart & Field & { of: string }) {
  const changing = useChanging(house);
  const names = useSettingNames();
  const setting = settingOf(house.data!, of);
  if (!setting) return null;
  return (
    <Card title={names.name(of)} lead={names.about(setting)}>
      <Entries {...{ setting, changing }} {...field} />
      <Whence {...{ setting, changing }} />
    </Card>
  );
}
