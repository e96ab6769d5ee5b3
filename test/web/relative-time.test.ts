import t from 'tap'
import { relativeTime } from '../../src/web/ui/relative-time.ts'

const now = new Date(2026, 10, 27, 1, 30)
const ago = (time: Date) => [relativeTime(time, now, 'en-GB'), relativeTime(time, now, 'de-DE')]

t.test('a time is told as people say it, by days of the calendar', async (t) => {
  t.same(ago(new Date(2026, 10, 27, 1, 29, 30)), ['now', 'jetzt'])
  t.same(ago(new Date(2026, 10, 27, 1, 31)), ['now', 'jetzt'], 'a clock that is ahead')
  t.same(ago(new Date(2026, 10, 26, 23, 40)), ['yesterday', 'gestern'])
  t.same(ago(new Date(2026, 10, 27, 1, 10)), ['20 minutes ago', 'vor 20 Minuten'])
  t.same(ago(new Date(2026, 10, 27, 0, 30)), ['1 hour ago', 'vor 1 Stunde'])
  t.same(ago(new Date(2026, 10, 26, 0, 0)), ['yesterday', 'gestern'])
  t.same(ago(new Date(2026, 10, 25, 23, 59)), ['2 days ago', 'vorgestern'])
})

t.test('after six days it is told as a date', async (t) => {
  t.same(ago(new Date(2026, 10, 21, 0, 0)), ['6 days ago', 'vor 6 Tagen'])
  t.same(ago(new Date(2026, 10, 20, 23, 59)), [null, null])
})
