import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useCommon } from './kit.tsx';

/** A view whose file comes when it is first wanted; `failed`: it could not be fetched. */
export type Loaded<P> = { View: ComponentType<P> } | 'failed' | null;

export function useLoaded<P>(load: () => Promise<ComponentType<P>>): Loaded<P> {
  const [part, setPart] = useState<Loaded<P>>(null);
  useEffect(() => {
    load().then(
      View => setPart({ View }),
      () => setPart('failed'),
    );
  }, [load]);
  return part;
}

/** In place of a view that is not here. */
export function NotLoaded({ part }: { part: 'failed' | null }) {
  const c = useCommon();
  return (
    <p class="nothing is-coming" role="status">
      {c(part === 'failed' ? 'notLoadedPart' : 'loading')}
    </p>
  );
}
