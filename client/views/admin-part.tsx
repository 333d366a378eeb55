import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type * as AdminFile from '../admin/admin.tsx';
import type { PaneModel } from '../pane-model.ts';
import { useDesk } from './kit.tsx';

/** Whether this document is the page of those who run the house. */
export const isAdminPage = (model: Pick<PaneModel, 'mode' | 'admin'>): boolean =>
  model.mode === 'page' && model.admin !== undefined && /^\/admin(\/|$)/.test(location.pathname);

/** That page, as soon as its file is here. Nobody else loads it. `Front`: the one window that stands in front. */
export function AdminPart({ Front }: { Front: ComponentType }) {
  const { t } = useDesk();
  const [part, setPart] = useState<typeof AdminFile | 'failed' | null>(null);
  useEffect(
    () =>
      void import('../admin/admin.tsx').then(
        loaded => setPart(loaded),
        () => setPart('failed'),
      ),
    [],
  );
  if (part && part !== 'failed') return <part.Admin Front={Front} />;
  return (
    <section class="window coming">
      <p role="status">{t(part === 'failed' ? 'notLoaded' : 'loading')}</p>
    </section>
  );
}
