import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../views/kit.tsx';
import type { Problem } from './call.ts';
import { useCommon, useHouse, useProblemText } from './kit.tsx';

/** Something of the server's that a section shows, and keeps as it is there. */
export interface Resource<T> {
  /** The last that came; `null` before the first. */
  data: T | null;
  /** Why the newest did not come. */
  problem: Problem | null;
  /** When `data` came. */
  at: number;
  /** Another is on its way for which the person waits. */
  isBusy: boolean;
  reload(): Promise<void>;
  /** Puts in its place what an answer has brought. */
  set(data: T): void;
}

/** Fetches `path` of the API, anew when it changes, and every `everyMs` while somebody looks; `null`: nothing wanted. */
export function useResource<T>(path: string | null, everyMs?: number): Resource<T> {
  const { call } = useHouse();
  const [state, setState] = useState<Pick<Resource<T>, 'data' | 'problem' | 'at' | 'isBusy'>>({
    ...{ data: null, problem: null, at: 0, isBusy: path !== null },
  });
  const run = useRef(0);
  const load = async () => {
    if (path === null) return;
    const own = ++run.current;
    const { data, problem } = await call<T>('GET', path);
    if (own !== run.current) return;
    setState(before =>
      problem
        ? { ...before, problem, isBusy: false }
        : { data: data as T, problem: null, at: Date.now(), isBusy: false },
    );
  };
  const loading = useRef(load);
  loading.current = load;
  useEffect(() => {
    setState(before => ({ ...before, isBusy: path !== null }));
    void loading.current();
    return () => void run.current++;
  }, [path]);
  useEffect(() => {
    if (everyMs === undefined) return;
    const look = () => document.visibilityState === 'visible' && void loading.current();
    const timer = setInterval(look, everyMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [everyMs]);
  return {
    ...state,
    reload: () => loading.current(),
    set(data) {
      run.current++;
      setState({ data, problem: null, at: Date.now(), isBusy: false });
    },
  };
}

/** What a resource has brought; until then that it comes, or why it does not. */
export function Of<T>({ of, children }: { of: Resource<T>; children(data: T): ComponentChildren }) {
  const c = useCommon();
  const { times } = useDesk();
  const text = useProblemText();
  if (of.data === null) {
    return of.problem ? (
      <div class="nothing">
        <p role="alert">{`${c('notLoaded')} ${text(of.problem)}`}</p>
        <button type="button" onClick={() => of.reload()}>
          {c('tryAgain')}
        </button>
      </div>
    ) : (
      <p class="nothing is-coming" role="status">
        {c('loading')}
      </p>
    );
  }
  return (
    <div class={of.isBusy ? 'of is-busy' : 'of'} aria-busy={of.isBusy}>
      {of.problem && (
        <p class="status" role="status">
          {of.problem.code === 'offline' ? c('old', times.clock(of.at)) : text(of.problem)}
        </p>
      )}
      {children(of.data)}
    </div>
  );
}
