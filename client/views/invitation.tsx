import type { AttachedPage, Invitation } from '../../relay/protocol.ts';
import { myInvitationState, type Talk } from '../state.ts';
import { passageOf } from '../text-fragment.ts';
import { GuestNote } from './guest.tsx';
import { Icon } from './icon.tsx';
import { Face, Presence, Text, useDesk, useGuard, Window } from './kit.tsx';
import { Log } from './log.tsx';
import { ResponseField } from './response-field.tsx';
import { WaitingLines } from './waiting.tsx';

/** An invitation that waits for this person's answer. Writing an answer accepts it. */
export function InvitationWindow({ invitation, talk }: { invitation: Invitation; talk: Talk | null }) {
  const { model, t, times } = useDesk();
  const guard = useGuard();
  const { from, to, header, instruction } = invitation;
  const others = to.filter(({ name }) => name !== model.state.me.name).map(({ display }) => display);
  const presence = model.state.presence[from.name];
  return (
    <Window
      class="invitation"
      title={t('invitationFrom', from.display)}
      detail={presence && <Presence of={presence} />}
      face={<Face display={from.display} />}
    >
      <WaitingLines />
      <div class="scroll">
        <GuestNote people={[from]} />
        <div class="matter">
          {header && (
            <h2 class="header" dir="auto">
              {header}
            </h2>
          )}
          {instruction && (
            <p class="instruction" dir="auto">
              <Text>{instruction}</Text>
            </p>
          )}
          {others.length > 0 && <p class="detail">{t('withOthers', times.list(others))}</p>}
          <Attachment invitation={invitation} />
        </div>
        {talk && talk.messages.length > 0 && <Log talk={talk} startsAtEnd={false} />}
      </div>
      <ResponseField
        conversation={invitation.conversation}
        label={t('reply')}
        hint={t('replyHint')}
        send={text => guard(() => model.deeds.answer(invitation, text), 'typed')}
      />
      <footer class="answers">
        <button type="button" class="strong" onClick={() => guard(() => model.deeds.accept(invitation))}>
          {t('accept')}
        </button>
        <button type="button" onClick={() => guard(() => model.deeds.decline(invitation))}>
          {t('decline')}
        </button>
        <button type="button" class="quiet" onClick={() => model.deeds.later(invitation)}>
          {t('later')}
        </button>
      </footer>
    </Window>
  );
}

/** The page that came with an invitation. Its address is what counts, so that is shown beside its title. */
export function Attachment({ invitation }: { invitation: Invitation }) {
  return invitation.page && <PageCard page={invitation.page} />;
}

/** A page to look at; where the address names a passage, that is shown too. */
export function PageCard({ page }: { page: AttachedPage }) {
  const { t } = useDesk();
  if (!/^https?:\/\//i.test(page.url)) return null;
  const host = new URL(page.url).host;
  const passage = passageOf(page.url);
  return (
    <a class="attachment" href={page.url} target="_blank" rel="noopener noreferrer nofollow">
      <Icon name="page" />
      <span class="lines">
        <b dir="auto">{page.title || host}</b>
        {passage && (
          <q class="passage" dir="auto">
            {passage}
          </q>
        )}
        <span class="detail">
          <span class="unseen">{t('attachedPage')}: </span>
          <bdi>{host}</bdi>
        </span>
      </span>
    </a>
  );
}

/** An invitation that was over before it was answered. */
export function EndedWindow({ invitation }: { invitation: Invitation }) {
  const { model, t } = useDesk();
  const isWithdrawn = myInvitationState(model.state, invitation) === 'withdrawn';
  return (
    <Window
      class="ended"
      title={invitation.header || t('invitationFrom', invitation.from.display)}
      face={<Face display={invitation.from.display} />}
    >
      <WaitingLines />
      <div class="scroll">
        <p class="notice">{t(isWithdrawn ? 'endedWithdrawn' : 'endedExpired', invitation.from.display)}</p>
      </div>
      <footer>
        <button type="button" class="wide" data-first onClick={() => model.dismiss()}>
          {t('close')}
        </button>
      </footer>
    </Window>
  );
}
