import { useEffect, useRef, useState } from 'preact/hooks';
import type { AttachedPage } from '../../relay/protocol.ts';
import { Standing } from './help-banner.tsx';
import { Icon } from './icon.tsx';
import { Form, useDesk, useGuard, Window } from './kit.tsx';
import { useWords } from './use-words.tsx';
import { WaitingLines } from './waiting.tsx';

/** The one field by which somebody asks the help desk; or, where they have asked, how it stands. */
export function AskHelp() {
  const { model } = useDesk();
  const w = useWords();
  const { mine } = model.state.help;
  return (
    <Window
      class="ask-help"
      title={w('helpAsk')}
      face={
        <span class="mark">
          <Icon name="help" />
        </span>
      }
      back={() => model.go({ screen: 'home' })}
    >
      <WaitingLines />
      {mine && mine.state !== 'closed' ? <Asked conversation={mine.conversation} /> : <Question />}
    </Window>
  );
}

function Asked({ conversation }: { conversation: string }) {
  const { model } = useDesk();
  const w = useWords();
  const { mine } = model.state.help;
  return (
    <>
      <div class="scroll">
        <p class="help-standing">{mine?.by ? <b>{w('helpWith', mine.by.display)}</b> : <Standing />}</p>
      </div>
      <footer>
        <button type="button" class="strong wide" data-first onClick={() => model.openTalk(conversation)}>
          {w('helpToTalk')}
        </button>
      </footer>
    </>
  );
}

function Question() {
  const { model, t, page: askPage } = useDesk();
  const w = useWords();
  const guard = useGuard();
  const { writing } = model;
  const text = writing.drafts.help ?? '';
  const [page, setPage] = useState<AttachedPage | null>(null);
  const [isAttached, attach] = useState(false);
  const [isBusy, setBusy] = useState(false);
  // The same for every attempt, so that an answer that was lost asks nothing twice.
  const attempt = useRef({ text: '', clientId: '' });
  useEffect(() => void askPage().then(setPage), [askPage]);

  const send = async () => {
    if (text.trim() === '' || isBusy) return;
    if (attempt.current.text !== text) attempt.current = { text, clientId: model.newId() };
    setBusy(true);
    const { clientId } = attempt.current;
    const attached = isAttached && page ? { url: page.url, title: page.title } : null;
    const answer = await model.deeds.ask('askHelp', { text, page: attached, clientId });
    setBusy(false);
    if (!answer) return;
    writing.setDraft('help', '');
    model.helpIs(answer.help, answer);
    model.openTalk(answer.help.conversation);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    guard(send, 'typed');
  };
  return (
    <Form act={() => guard(send)}>
      <div class="scroll">
        <div class="field">
          <label for="help-text">{w('helpQuestion')}</label>
          <textarea
            id="help-text"
            data-first
            rows={4}
            dir="auto"
            maxLength={8_000}
            aria-describedby="help-hint"
            value={text}
            onKeyDown={key}
            onInput={event => writing.setDraft('help', event.currentTarget.value)}
          />
          <p class="hint" id="help-hint">
            {w(model.state.help.isManned ? 'helpHint' : 'helpNobodyHint')}
          </p>
        </div>
        {page && (
          <label class="attach">
            <input
              type="checkbox"
              checked={isAttached}
              onChange={event => attach(event.currentTarget.checked)}
            />
            <span class="lines">
              <b>{t('attachPage')}</b>
              <span class="detail">
                <bdi>{page.title}</bdi>
              </span>
            </span>
          </label>
        )}
      </div>
      <footer>
        <button type="submit" class="strong wide" disabled={isBusy || text.trim() === ''}>
          {isBusy ? t('sending') : w('helpSend')}
        </button>
      </footer>
    </Form>
  );
}
