import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Drawing } from '../views/icon.tsx';
import { Face, useDesk } from '../views/kit.tsx';
import { ApprovalsBadge } from './approvals-badge.tsx';
import { createCall } from './call.ts';
import { Drawer, DrawerButton } from './drawer.tsx';
import { Go, Heading, type House, HouseContext, useCommon } from './kit.tsx';
import { NotLoaded, useLoaded } from './loaded.tsx';
import { addressOf, type Place, placeOf } from './place.ts';
import { nameIn, type Section, sectionsFor } from './sections.ts';

/** The style of this page, built in: it allows itself no other. */
declare const ADMIN_STYLE: string;

const style = new CSSStyleSheet();
style.replaceSync(ADMIN_STYLE);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];

interface Done {
  text: string;
  undo: (() => void) | undefined;
  where: string;
}

const whereOf = ({ section, rest }: Place): string => [section, ...rest].join('/');

/** What waits in a section, beside its name in the menu. */
const badges: Partial<Record<string, ComponentType>> = { announcements: ApprovalsBadge };

/** The page of those who run the house: its sections, by right, and the conversations beside them. */
export function Admin({ Front }: { Front: ComponentType }) {
  const { model, request, read } = useDesk();
  const c = useCommon();
  const [place, setPlace] = useState<Place>(() => placeOf(location));
  const [done, setDone] = useState<Done | null>(null);
  const [isTalking, setTalking] = useState(false);
  /** The page itself begins at its top, as any page does; from then on headings take the keyboard. */
  const hasMoved = useRef(false);
  const { rights, portal } = model.admin!;
  const found = sectionsFor(rights);
  const section = place.section === '' ? found[0] : found.find(({ path }) => path === place.section);
  const where = whereOf(place);

  useEffect(() => {
    const arrive = () => {
      hasMoved.current = true;
      setPlace(placeOf(location));
    };
    addEventListener('popstate', arrive);
    return () => removeEventListener('popstate', arrive);
  }, []);
  // What opens by itself beside the page must be seen.
  const { openedItselfAt } = model;
  useEffect(() => {
    if (openedItselfAt > 0) setTalking(true);
  }, [openedItselfAt]);

  const house = useMemo<House>(
    () => ({
      ...{ rights, portal, place, call: createCall(request, read) },
      go(to, how) {
        const address = addressOf(to);
        if (how === 'replace') history.replaceState(null, '', address);
        else history.pushState(null, '', address);
        hasMoved.current = true;
        setPlace(placeOf(location));
      },
      // Said behind a step to another place it belongs there.
      say: (text, undo) => setDone({ text, undo, where: whereOf(placeOf(location)) }),
      talk(conversation) {
        model.openTalk(conversation);
        setTalking(true);
      },
      invite(to) {
        const draft = model.writing.invitationDraft;
        model.writing.setInvitationDraft({ ...draft, to });
        model.go({ screen: 'compose', conversation: null });
        setTalking(true);
      },
    }),
    [rights, portal, place, request, read, model],
  );

  return (
    <HouseContext.Provider value={house}>
      <div class={isTalking ? 'admin is-talking' : 'admin'}>
        <a class="skip" href="#content">
          {c('skip')}
        </a>
        <TopBar section={section} found={found} isTalking={isTalking} talk={setTalking} />
        <SectionList class="sections" found={found} current={section} />
        <main id="content" tabIndex={-1}>
          <p class="done" role="status">
            {/* What was done elsewhere is not done here. */}
            {done?.where === where && (
              <>
                <span>{done.text}</span>
                {done.undo && (
                  <button type="button" class="text" onClick={done.undo}>
                    {c('undo')}
                  </button>
                )}
              </>
            )}
          </p>
          {section ? (
            <Opened key={section.path} {...{ section, where }} takesKeyboard={hasMoved} />
          ) : (
            <NothingHere />
          )}
        </main>
        {isTalking && (
          <Drawer close={() => setTalking(false)}>
            <Front />
          </Drawer>
        )}
      </div>
    </HouseContext.Provider>
  );
}

function TopBar(props: {
  section: Section | undefined;
  found: Section[];
  isTalking: boolean;
  talk(on: boolean): void;
}) {
  const { model, language } = useDesk();
  const c = useCommon();
  const [isOpen, setOpen] = useState(false);
  const { section, found } = props;
  const { display } = model.state.me;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has chosen needs the list no more
  useEffect(() => setOpen(false), [section]);
  return (
    <header class="top">
      <span class="mark" aria-hidden="true">
        <Drawing
          name="hallway"
          path="M5 20.5V5.6c0-.8.6-1.5 1.4-1.6l6-.9c.9-.1 1.6.5 1.6 1.4v16M3 20.5h11M11 12.2v.1M17 7.5h1.5A2.5 2.5 0 0 1 21 10v3a2.5 2.5 0 0 1-2.5 2.5V18l-1.5-1.2"
        />
      </span>
      <p class="house-name">{c('title')}</p>
      <button
        type="button"
        class="choose"
        aria-expanded={isOpen}
        aria-label={`${c('sections')}: ${section ? nameIn(section, language) : ''}`}
        onClick={() => setOpen(!isOpen)}
      >
        <span>{section ? nameIn(section, language) : c('sections')}</span>
        <Drawing name="fold" path="M6 9.5l6 6 6-6" />
      </button>
      <DrawerButton isOpen={props.isTalking} turn={props.talk} />
      <span class="me" title={display}>
        <Face display={display} />
        <span class="unseen">{display}</span>
      </span>
      {isOpen && <SectionList class="chooser" found={found} current={section} />}
    </header>
  );
}

function SectionList(props: { class: string; found: Section[]; current: Section | undefined }) {
  const { language } = useDesk();
  const c = useCommon();
  return (
    <nav class={props.class} aria-label={c('sections')}>
      <ul>
        {props.found.map(section => {
          const Badge = badges[section.path];
          return (
            <li key={section.path}>
              <Go to={{ section: section.path }} current={section === props.current}>
                <Drawing name="section" path={section.icon} />
                <span>{nameIn(section, language)}</span>
                {Badge && <Badge />}
              </Go>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** A section, as soon as its file is here. `where`: its place, whose heading takes the keyboard once one goes there. */
function Opened(props: { section: Section; where: string; takesKeyboard: { current: boolean } }) {
  const { section, where, takesKeyboard } = props;
  const own = useRef<HTMLDivElement>(null);
  const part = useLoaded(section.load);
  const isHere = part !== null && part !== 'failed';
  const arrived = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (!isHere || arrived.current === where) return;
    arrived.current = where;
    own.current?.closest('main')?.scrollTo(0, 0);
    if (takesKeyboard.current)
      own.current?.querySelector<HTMLElement>('[data-heading]')?.focus({ preventScroll: true });
  }, [isHere, where, takesKeyboard]);
  return <div ref={own}>{isHere ? <part.View /> : <NotLoaded part={part} />}</div>;
}

function NothingHere() {
  const c = useCommon();
  return (
    <>
      <Heading title={c('nothingHere')} />
      <p>
        <Go to={{}}>{c('toStart')}</Go>
      </p>
    </>
  );
}
