import t from 'tap'
import { type TimestampForm, toIso, toIsoRequired, toStored } from '../../src/database/timestamps.ts'

const time = new Date('2026-03-01T09:30:05.678Z')
const text: TimestampForm = { kind: 'text' }
const datetime = (precision: number): TimestampForm => ({ kind: 'datetime', precision })

t.test('a time is written in the form of its column', async (t) => {
  t.equal(toStored(text, time), '2026-03-01T09:30:05.678Z')
  t.equal(toStored(datetime(0), time), '2026-03-01 09:30:05', 'cut off, never rounded into the future')
  t.equal(toStored(datetime(1), time), '2026-03-01 09:30:05.6')
  t.equal(toStored(datetime(3), time), '2026-03-01 09:30:05.678')
  t.equal(toStored(datetime(6), time), '2026-03-01 09:30:05.678000')
})

t.test('both forms read as RFC 3339 in UTC with milliseconds', async (t) => {
  for (const [stored, iso] of Object.entries({
    '2026-03-01T09:30:05.678Z': '2026-03-01T09:30:05.678Z',
    '2026-03-01 09:30:05': '2026-03-01T09:30:05.000Z',
    '2026-03-01 09:30:05.6': '2026-03-01T09:30:05.600Z',
    '2026-03-01 09:30:05.678': '2026-03-01T09:30:05.678Z',
    '2026-03-01 09:30:05.678912': '2026-03-01T09:30:05.678Z',
  }))
    t.equal(toIso(stored), iso, stored)
})

t.test('what other writers leave in text columns reads as well', async (t) => {
  for (const [stored, iso] of Object.entries({
    '2026-03-01T09:30:05Z': '2026-03-01T09:30:05.000Z',
    '2026-03-01T09:30:05': '2026-03-01T09:30:05.000Z',
    '2026-03-01T10:30:05+01:00': '2026-03-01T09:30:05.000Z',
    '2026-03-01T10:30:05.678+0100': '2026-03-01T09:30:05.678Z',
    '2026-03-01 10:30:05+01:00': '2026-03-01T09:30:05.000Z',
    '2026-02-28T22:30:05-11:00': '2026-03-01T09:30:05.000Z',
    '2026-03-01t09:30:05z': '2026-03-01T09:30:05.000Z',
    ' 2026-03-01 09:30:05 ': '2026-03-01T09:30:05.000Z',
    '2026-03-01': '2026-03-01T00:00:00.000Z',
  }))
    t.equal(toIso(stored), iso, stored)
})

t.test('what is no point in time reads as null, or as the epoch where there must be one', async (t) => {
  for (const stored of ['', ' ', 'yesterday', '0000-00-00 00:00:00', '2026-13-01 00:00:00', '2026-03-01 25:00:00']) {
    t.equal(toIso(stored), null, stored)
    t.equal(toIsoRequired(stored), '1970-01-01T00:00:00.000Z', stored)
  }
  t.equal(toIso(null), null)
})

t.test('what was written reads as the same time, as far as the column holds it', async (t) => {
  for (const form of [text, datetime(3), datetime(6)]) t.equal(toIso(toStored(form, time)), time.toISOString())
  t.equal(toIso(toStored(datetime(0), time)), '2026-03-01T09:30:05.000Z')
})
