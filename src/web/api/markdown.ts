import { queryOptions } from '@tanstack/react-query'
import { renderPreview } from './generated/sdk.gen.ts'
import { renderPreviewLimits } from './limits.ts'

/** A text as the service desk will see it. The same text always looks the same. */
export function renderedQuery(markdown: string) {
  // A text that is still being typed may be longer than what can be sent.
  const content = [...markdown].slice(0, renderPreviewLimits.content.maxLength).join('')
  return queryOptions({
    queryKey: ['rendered', content],
    queryFn: async ({ signal }) => (await renderPreview({ body: { content }, signal })).data.contentHtml,
    enabled: content.trim() !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
}
