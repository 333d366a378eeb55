import type { Storage } from '../../relay/storage.ts';

export const heir = '~gone-1';

/** Everything of `name`, in steps of `limit`. */
export async function deleteWhole(store: Storage, name: string, limit = 2): Promise<number> {
  await store.deletions.begin({ name, heir, at: 100 });
  for (let steps = 1; ; steps += 1) if ((await store.deletions.step(name, 100, limit)).value) return steps;
}
