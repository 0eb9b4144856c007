/** The sentences of the timeline in English. ICU MessageFormat. */
export const enTime = {
  'time.title': 'Timeline',
  'time.fold': 'Show or fold away the timeline',
  'time.window': '{days} ({n, plural, one {# day} other {# days}})',
  'time.start-open': 'open, from the first record',
  'time.end-open': 'open, to the last record',
  'time.slider-start': 'First day of the window',
  'time.slider-end': 'Last day of the window',
  'time.slider-window': 'The whole window',
  'time.count':
    '{n, plural, =0 {no incident report shown} one {# incident report on record} other {# incident reports on record}}',
  'time.count-by-status':
    '{n, plural, one {# incident report on record} other {# incident reports on record}}: {statuses}',
  'time.may-be-here':
    '{n, plural, one {# more is known to a longer time that includes these days} other {# more are known to a longer time that includes these days}}',
  'time.drawing':
    'Histogram of {n, plural, one {# incident report} other {# incident reports}} on record by status; the table gives the numbers',
  'time.count-short': '{n, plural, =0 {none shown} one {# report on record} other {# reports on record}}',
  'time.list-comma': ', ',

  'time.controls': 'Playing and drawing',
  'time.play': 'Play (p)',
  'time.pause': 'Pause (p)',
  'time.step-back': 'One step back',
  'time.step-on': 'One step on',
  'time.mode': 'What moves',
  'time.mode-window': 'moving window',
  'time.mode-cumulative': 'growing window',
  'time.speed': 'Speed',
  'time.days-a-second': '{n, plural, one {# day/s} other {# days/s}}',
  'time.log': 'log',
  'time.logarithmic': 'Logarithmic heights',
  'time.close': 'Show the window close up',
  'time.show-compare': 'Compare with the days before',
  'time.show-table': 'Show as table',

  'time.reading': 'Start of the ceasefire, {days}, as held by: {holder}',
  'time.talks': '{days}: {title}',
  'time.closure': '{names}: {state}. No end is on record with it.',

  'time.compare-caption': 'Incident reports on record: the window and as many days before it',
  'time.compare-needs-window':
    'Choose a window with a first and a last day: it is then set beside as many days before it.',
  'time.column-reports': 'Incident reports on record',
  'time.column-difference': 'Difference',
  'time.column-percent': 'In per cent',
  'time.all-reports': 'All',
  'time.percent': '{n}%',
  'time.no-percent': 'no per cent of none',
  'time.in-both':
    '{n, plural, one {# report is known to a time that touches both windows; it is counted in each.} other {# reports are known to a time that touches both windows; they are counted in each.}}',
  'time.before-the-record': 'The earlier days reach back before the first incident report on record, {day}.',
  'time.unobserved':
    'Counts are of reports on record, not of what happened. Days without a report may be unobserved: that nothing is on record does not mean that nothing happened.',

  'time.table-caption': 'Incident reports on record by days (UTC) and status, under all filters but the window',
  'time.column-days': 'Days, UTC',
  'time.column-all': 'All',
  'time.some-time-in': 'at some time in {days}',
  'time.outside-axis':
    '{n, plural, one {# report lies before or after these days.} other {# reports lie before or after these days.}}',
  'time.table-note':
    'Each report is counted once: by the beginning of its time where that is no wider than a bar, else in a row of its own with the days in which it lies. With logarithmic heights the whole bar follows the logarithm and the statuses divide it in proportion. Days without a row have no report on record, which does not mean that nothing happened.',
  'keys.p': 'Play or pause the timeline',
  'keys.timeline':
    'On the window of the timeline: arrows move by a day, Page Up and Page Down further, Home and End to the ends, Escape clears.',
} as const;
