import { useEffect, useState } from 'preact/hooks';
import type { PageAround } from '../frame.ts';
import type { InvitationDraft } from '../invitation-draft.ts';
import type { StringKey } from '../strings.ts';
import { Icon } from './icon.tsx';
import { Form, useDesk, useGuard, Window } from './kit.tsx';
import { PeopleField } from './people-field.tsx';
import { WaitingLines } from './waiting.tsx';

/** The invitation form. All of it is a draft until it is sent, and goes along to the next page. */
export function Compose() {
  const { model, t, page: askPage } = useDesk();
  const guard = useGuard();
  const draft = model.writing.invitationDraft;
  const [page, setPage] = useState<PageAround | null>(null);
  const [isLacking, setLacking] = useState(false);
  const [isLong, setLong] = useState<boolean | 'asked'>(draft.header !== '' || draft.instruction !== '');
  useEffect(() => {
    if (isLong === 'asked') document.getElementById('compose-header')?.focus();
  }, [isLong]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form opens
  useEffect(() => void askPage().then(setPage), []);
  const set = (change: Partial<InvitationDraft>) => model.writing.setInvitationDraft({ ...draft, ...change });

  const send = async () => {
    setLacking(draft.to.length === 0);
    if (draft.to.length === 0) return document.getElementById('people-input')?.focus();
    // The page may have changed its address since the form was opened.
    const around = draft.attach ? await askPage() : null;
    const attached = around && { url: around.url, title: around.title };
    model.tell(null);
    model.writing.invite({
      to: draft.to.map(({ name }) => name),
      header: draft.header.trim(),
      instruction: draft.instruction.trim(),
      message: draft.message,
      page: attached,
    });
  };

  const line = (key: 'header' | 'instruction', label: StringKey, hint: StringKey, maxLength: number) => (
    <div class="field">
      <label for={`compose-${key}`}>{t(label)}</label>
      <input
        id={`compose-${key}`}
        type="text"
        dir="auto"
        autocomplete="off"
        placeholder={t(hint)}
        maxLength={maxLength}
        value={draft[key]}
        onInput={event => set({ [key]: event.currentTarget.value })}
      />
    </div>
  );

  return (
    <Window class="compose" title={t('composeTitle')} back={() => model.go({ screen: 'home' })}>
      <WaitingLines />
      <Form
        act={() => {
          guard(send);
        }}
      >
        <div class="scroll">
          <PeopleField
            chosen={draft.to}
            change={to => {
              setLacking(false);
              set({ to });
            }}
            error={isLacking ? t('needPeople') : null}
          />
          <div class="field">
            <label for="compose-message">{t('message')}</label>
            <textarea
              id="compose-message"
              rows={4}
              dir="auto"
              placeholder={t('messageHint')}
              maxLength={8_000}
              value={draft.message}
              onInput={event => set({ message: event.currentTarget.value })}
            />
          </div>
          {isLong ? (
            <>
              {line('header', 'header', 'headerHint', 120)}
              {line('instruction', 'instruction', 'instructionHint', 500)}
            </>
          ) : (
            <button type="button" class="text" onClick={() => setLong('asked')}>
              {t('composeMore')}
            </button>
          )}
          {page && (
            <label class="attach">
              <input
                type="checkbox"
                checked={draft.attach}
                onChange={event => set({ attach: event.currentTarget.checked })}
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
          <button type="submit" class="strong wide" disabled={model.writing.isInviting}>
            <Icon name="send" />
            {t(model.writing.isInviting ? 'sending' : 'sendInvitation')}
          </button>
        </footer>
      </Form>
    </Window>
  );
}
