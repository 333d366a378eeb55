import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../views/kit.tsx';

export interface Actions {
  nameOf(action: string): string;
  /** Each with its name, once their file is here. */
  all: [action: string, name: string][];
}

let kept: Actions | null = null;

/** Names of what the audit log notes. They are many, and come with a file of their own. */
export function useActions(): Actions {
  const { language } = useDesk();
  const [actions, set] = useState(kept);
  useEffect(() => {
    if (kept) return;
    void import('./audit-actions.ts').then(({ actionName, allActions }) => {
      kept = { nameOf: action => actionName(action, language), all: allActions(language) };
      set(kept);
    });
  }, [language]);
  return actions ?? { nameOf: action => action.replaceAll('_', ' '), all: [] };
}
