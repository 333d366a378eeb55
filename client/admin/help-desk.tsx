import type { HelpBoard } from '../help-board.ts';
import type * as Screens from '../screens.tsx';
import { Face, useDesk } from '../views/kit.tsx';
import { useScreens } from '../views/screens-part.tsx';
import { Go, Heading, useCommon, useHouse } from './kit.tsx';
import { NotLoaded } from './loaded.tsx';

/** The window of the help desk has these views already: they come with its file. */
interface Part {
  screens: typeof Screens;
}

/** Who waits for help, who is served by whom, and what was closed; one request beside it. */
export function HelpDeskSection() {
  const screens = useScreens();
  if (screens === null || screens === 'failed') return <NotLoaded part={screens} />;
  return <HelpDesk screens={screens} />;
}

function HelpDesk({ screens }: Part) {
  const { place, go } = useHouse();
  const { model } = useDesk();
  const w = screens.useWords();
  const board = screens.useHelpBoard();
  const [id] = place.rest;
  const isPast = place.query.past !== undefined;
  const query: Record<string, string> = isPast ? { past: '1' } : {};
  const there = board.onDuty.filter(({ name }) => name !== model.state.me.name);
  const choose = (chosen: string) => go({ section: 'help-desk', rest: [chosen], query });
  return (
    <>
      <Heading
        title={w(isPast ? 'helpPast' : 'helpDesk')}
        detail={<screens.HelpDuty names={there.map(({ display }) => display)} />}
      >
        <Go to={{ section: 'help-desk', query: isPast ? {} : { past: '1' } }} class="button">
          {w(isPast ? 'helpDesk' : 'helpPast')}
        </Go>
      </Heading>
      <div class={id === undefined ? 'desk' : 'desk has-case'}>
        <div class="queue">
          {isPast ? <screens.HelpPast choose={choose} /> : <screens.HelpQueue {...{ board, choose }} />}
        </div>
        {id !== undefined && <Case key={id} {...{ screens, id, board, query }} />}
      </div>
    </>
  );
}

function Case(props: Part & { id: string; board: HelpBoard; query: Record<string, string> }) {
  const { screens, id, board, query } = props;
  const { go, talk } = useHouse();
  const { model } = useDesk();
  const w = screens.useWords();
  const c = useCommon();
  const inSight = screens.useHelpCase(id, board);
  const { found } = inSight;
  const queue = { section: 'help-desk', query };
  return (
    <section class="case help-case card" aria-label={w('helpDesk')}>
      <p class="way-back">
        <Go to={queue}>{c('back', w('helpDesk'))}</Go>
      </p>
      {found === null || found === 'gone' ? (
        <p class="detail" role="status">
          {found ? w('helpGone') : c('loading')}
        </p>
      ) : (
        <>
          <div class="who">
            <Face display={found.help.from.display} presence={model.state.presence[found.help.from.name]} />
            <span class="lines">
              <b dir="auto">{found.help.from.display}</b>
              <screens.HelpState row={found.help} />
            </span>
          </div>
          <div class="scroll">
            <screens.HelpBody {...{ inSight, found, board, talk }} back={() => go(queue)} />
          </div>
        </>
      )}
    </section>
  );
}
