import type { LinkPreview } from '../../relay/protocol.ts';
import { hrefOf } from '../links.ts';
import { useDesk } from './kit.tsx';

/** What the page behind a link says of itself; whose page it is says the address alone, not the page. */
export function PreviewCard({ preview: { url, title, description, site } }: { preview: LinkPreview }) {
  const { t } = useDesk();
  const href = hrefOf(url);
  if (href === null) return null;
  return (
    <a class="preview" href={href} target="_blank" rel="noopener noreferrer nofollow">
      <b dir="auto">{title}</b>
      {description && <span dir="auto">{description}</span>}
      <span class="detail">
        <span class="unseen">{t('linkedPage')}: </span>
        <bdi>{new URL(href).host}</bdi>
        {site && (
          <>
            {' · '}
            <bdi>{site}</bdi>
          </>
        )}
      </span>
    </a>
  );
}
