import { useMemo } from 'preact/hooks';
import { type SettingWord, settingTexts } from './setting-words.ts';
import type { Setting } from './settings.ts';
import { useTexts, type Words } from './words.ts';

/** Words for settings, those of the server in English where there are no better ones. */
export interface SettingNames {
  name(key: string): string;
  about(setting: Pick<Setting, 'key' | 'about'>): string;
  choice(key: string, value: string): string;
  group(section: string): string;
  unit(unit: string): string;
  /** A whole value in one line; `null`: it takes more. */
  value(setting: Pick<Setting, 'key' | 'type'>, value: unknown): string | null;
}

export function settingNames(w: Words<SettingWord>): SettingNames {
  const word = (key: string): string | null =>
    Object.hasOwn(settingTexts.en, key) ? w(key as SettingWord) : null;
  const unit = (name: string) => word(name) ?? name;
  const choice = (key: string, value: string) => word(`${key}=${value}`) ?? value;
  return {
    ...{ unit, choice },
    name: key => word(key) ?? key,
    // A name of ours that says all needs no more words.
    about: ({ key, about }) => word(`${key}?`) ?? (word(key) === null ? about : ''),
    group: section => word(`in ${section}`) ?? section,
    value({ key, type }, value) {
      if (type.is === 'choice') return choice(key, String(value));
      if (type.is === 'number') return `${value} ${unit(type.unit ?? '')}`;
      return null;
    },
  };
}

export function useSettingNames(): SettingNames {
  const w = useTexts(settingTexts);
  return useMemo(() => settingNames(w), [w]);
}
