import type { HouseSource } from '../portal/index.ts';
import type { OriginClient } from '../proxy/index.ts';
import { RelayError } from '../relay/index.ts';
import type { PagesState } from '../relay/protocol.ts';
import { CommandError } from './command.ts';
import { explain, reasonText } from './explain.ts';
import { explanationText } from './explanation-text.ts';
import { withChecked } from './house-settings.ts';
import { makeInjector } from './make-injector.ts';
import { withSwitch } from './page-switch-note.ts';
import type { Settings } from './settings-table.ts';

export interface TrialParts {
  base: Settings;
  /** Those in force. */
  settings(): Settings;
  /** Reaches what people reach through the proxy, and nothing else. */
  client(): OriginClient;
  loader: string;
  /** An administrator's switch above all settings. */
  pages(): PagesState;
  /** For a page with its redirects; 20 seconds if not given. */
  timeoutMs?: number;
}

/** What a person waits for; the first part of a larger page shows as much. */
const maxBytes = 4 * 1024 * 1024;

/** Tries rules and settings out on a page, one page at a time for each administrator. Nothing is changed by it. */
export function createTrial({
  base,
  settings,
  client,
  loader,
  pages,
  timeoutMs = 20_000,
}: TrialParts): HouseSource['tryOut'] {
  const trying = new Set<string>();

  async function tryOut(url: string, candidate: Settings): ReturnType<HouseSource['tryOut']> {
    const question = { url, method: 'GET', headers: [], follow: true };
    const injector = makeInjector(candidate, loader);
    const bounds = { maxBytes, deadline: AbortSignal.timeout(timeoutMs) };
    const parts = { client: client(), injector, settings: candidate, bounds };
    const explanation = withSwitch(await explain(question, parts), pages());
    return { ...explanation, says: reasonText(explanation.reason), text: explanationText(explanation) };
  }

  return async (by, { url, rules, settings: values = {} }) => {
    const wanted = rules === undefined ? values : { ...values, replace: rules };
    const candidate = withChecked(settings(), base, wanted);
    if (trying.has(by))
      throw new RelayError('limited', 'Another try of yours is under way: wait until it is done.');
    trying.add(by);
    try {
      return await tryOut(url, candidate);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      throw new RelayError('invalid', error.message, { field: 'url', cause: error });
    } finally {
      trying.delete(by);
    }
  };
}
