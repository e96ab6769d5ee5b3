import { Type } from 'typebox'
import { Closed, maxTextLength, One, Text } from './fields.ts'
import { operation } from './operation.ts'

export const renderPreview = operation({
  access: 'portal',
  operationId: 'renderPreview',
  summary: 'Preview a text',
  description: 'Renders a text as it will look in a ticket or comment. Nothing is stored.',
  tag: 'Tickets',
  changes: true,
  body: Closed({
    content: Text(
      { minLength: 1, maxLength: maxTextLength },
      { description: 'Markdown.', examples: ['It happens **every** day.'] },
    ),
  }),
  success: {
    status: 200,
    description: 'The rendered text.',
    body: One(
      Closed({
        contentHtml: Type.String({
          description: 'HTML that is safe to insert into a page.',
          examples: ['<p>It happens <strong>every</strong> day.</p>\n'],
        }),
      }),
    ),
  },
})
