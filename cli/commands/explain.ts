import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PagesState } from '../../relay/protocol.ts';
import { type Call, type Command, takeWords, UsageError } from '../command.ts';
import type { Explanation } from '../explain.ts';
import { explanationText } from '../explanation-text.ts';
import type { Settings } from '../settings-table.ts';

/** `hallway explain URL`: what would be done with a page, and why. Needs no running server. */
export const explainCommand: Command = {
  name: 'explain',
  usage: 'URL [--follow] [--method GET|HEAD|POST] [--header "NAME: VALUE"]…',
  about:
    'Fetches a page as a browser would and tells what would be done with it, and why. Nothing is kept, no server need run.',
  options: {
    follow: { type: 'boolean' },
    method: { type: 'string' },
    header: { type: 'string', multiple: true },
  },
  async run(call) {
    const [url] = takeWords(call, 'URL');
    const question = {
      url: url!,
      method: readMethod(call),
      headers: readHeaders(call),
      follow: call.options.follow === true,
    };
    const settings = call.settings();
    // The whole house; short commands need not wait for it.
    const [{ explain }, { openExplainParts }] = await Promise.all([
      import('../explain.ts'),
      import('../explain-parts.ts'),
    ]);
    const parts = await openExplainParts(settings);
    try {
      const explanation = withSwitch(await explain(question, parts), await pagesState(settings));
      call.out(call.json ? JSON.stringify(explanation, null, 2) : explanationText(explanation).join('\n'));
    } finally {
      await parts.client.close();
    }
  },
};

/** As the data folder has it; `null` where none was made yet. */
async function pagesState(settings: Settings): Promise<PagesState | null> {
  if (!existsSync(join(settings.data, 'store'))) return null;
  const { withRelay } = await import('../with-relay.ts');
  return withRelay(settings, async relay => relay.pages());
}

/** What stands above all settings: an administrator's switch. */
function withSwitch(explanation: Explanation, pages: PagesState | null): Explanation {
  if (pages === null || pages.on) return explanation;
  const by = pages.by === null ? '' : ` by ${pages.by}`;
  const note = `No page carries the window: it was switched off everywhere${by} ("hallway pages on" lets it in again). What follows holds from then on.`;
  return { ...explanation, notes: [note, ...explanation.notes] };
}

const methods = ['GET', 'HEAD', 'POST'];

function readMethod(call: Call): string {
  const method = String(call.options.method ?? 'GET').toUpperCase();
  if (!methods.includes(method))
    throw new UsageError(`--method is "${method}", it must be GET, HEAD or POST`);
  return method;
}

function readHeaders(call: Call): [string, string][] {
  return ((call.options.header as string[] | undefined) ?? []).map(line => {
    const parts = /^([!#$%&'*+.^_`|~0-9a-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/i.exec(line);
    if (parts === null) throw new UsageError(`--header is "${line}", it must be like "Cookie: a=b"`);
    return [parts[1]!, parts[2]!.trim()];
  });
}
