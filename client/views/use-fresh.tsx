import { useEffect } from 'preact/hooks';
import type { ServerFrame } from '../../relay/protocol.ts';
import { useDesk } from './kit.tsx';

/** Loads when the view opens, when `about` changes, and with every new connection; `heard` gets each frame meanwhile. */
export function useFresh(load: () => unknown, about?: unknown, heard?: (frame: ServerFrame) => void): void {
  const { model } = useDesk();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it loads for a reason, not because it is drawn
  useEffect(() => {
    void load();
    return model.listen(frame => {
      if (frame.kind === 'hello') void load();
      heard?.(frame);
    });
  }, [about]);
}
