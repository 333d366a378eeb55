import { useRef, useState } from 'preact/hooks';
import type { Problem } from './call.ts';
import { houseTexts } from './house-words.ts';
import { useHouse } from './kit.tsx';
import type { Resource } from './resource.tsx';
import { type HouseSettings, settingOf } from './settings.ts';
import { useTexts } from './words.ts';

export interface Changing {
  /** Why the last change was refused, with the field at fault. */
  problem: Problem | null;
  forget(): void;
  /** Puts a value in force at once, and offers to take it back; `false`: it was refused. `leave`: called before that. */
  set(key: string, value: unknown, said: string, leave?: () => void): Promise<boolean>;
  /** Goes back to what stands in the file. */
  reset(key: string, said: string): Promise<boolean>;
}

/** Changes of the settings. Each is judged by the server for the settings that one has seen. */
export function useChanging(house: Resource<HouseSettings>): Changing {
  const { call, say } = useHouse();
  const w = useTexts(houseTexts);
  const [problem, setProblem] = useState<Problem | null>(null);
  // What takes a change back is older than the settings that it finds.
  const newest = useRef(house);
  newest.current = house;

  const put = async (key: string, change: object, said: string, leave?: () => void): Promise<boolean> => {
    const { data, set, reload } = newest.current;
    const before = data && settingOf(data, key);
    if (!before) return false;
    const answer = await call<HouseSettings>('PUT', '/admin/house', { version: data.version, ...change });
    setProblem(answer.problem ?? null);
    if (answer.problem) {
      if (answer.problem.code === 'conflict') await reload();
      return false;
    }
    set(answer.data);
    leave?.();
    const back = before.from === 'administrator' ? { set: { [key]: before.value } } : { reset: [key] };
    say(said, () => void put(key, back, w('undone')));
    return true;
  };
  return {
    problem,
    forget: () => setProblem(null),
    set: (key, value, said, leave) => put(key, { set: { [key]: value } }, said, leave),
    reset: (key, said) => put(key, { reset: [key] }, said),
  };
}
