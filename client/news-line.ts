import type { News } from './news.ts';
import type { PaneModel } from './pane-model.ts';
import type { translator } from './strings.ts';

/** What a piece of news says, and where it leads; whoever follows it has heard it. */
export function newsLine(
  model: PaneModel,
  t: ReturnType<typeof translator>,
  news: News,
): { text: string; open(): void } {
  const follow = (sought: PaneModel['sought']) => () => {
    model.forgetNews(news);
    model.openPeople(sought);
  };
  if (news.kind === 'back') {
    return { text: t('newsBack', news.person.display), open: follow({ query: news.person.display }) };
  }
  const { name, display } = news.group;
  switch (news.kind) {
    case 'asks':
      return { text: t('newsAsks', news.person.display, display), open: follow({ group: name }) };
    case 'invited':
      return { text: t('newsInvited', display), open: follow({ group: name }) };
    case 'in':
      return { text: t('newsIn', display), open: follow({ group: name }) };
    case 'out':
      return { text: t('newsOut', display), open: follow(null) };
  }
}
