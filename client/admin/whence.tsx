import type { Changing } from './changing.ts';
import { type HouseKey, houseTexts } from './house-words.ts';
import { useWho } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { useSettingNames } from './setting-names.ts';
import type { Setting } from './settings.ts';
import { useTexts } from './words.ts';

const sources: Partial<Record<Setting['from'], HouseKey>> = {
  file: 'isFile',
  environment: 'isEnvironment',
};

/** Whence a value comes, if it is not the one that comes with the program; and what was changed here can go back to what it was. */
export function Whence({ setting, changing }: { setting: Setting; changing: Changing }) {
  const w = useTexts(houseTexts);
  const who = useWho();
  const names = useSettingNames();
  const moment = useMoment();
  const { key, from, changed, base } = setting;
  const source = sources[from];
  if (source) return <p class="detail whence">{w(source)}</p>;
  if (changed === null) return null;
  const name = names.name(key);
  const before =
    names.value(setting, base) ?? (Array.isArray(base) ? w('entries', base.length) : w('nothing'));
  return (
    <p class="detail whence is-ours">
      <span>{w('isHere', who(changed.by), moment(changed.at))}</span> <span>{w('before', before)}</span>{' '}
      <button
        type="button"
        class="text"
        aria-label={w('takeBackOf', name)}
        onClick={() => changing.reset(key, w('tookBack', name))}
      >
        {w('takeBack')}
      </button>
    </p>
  );
}
