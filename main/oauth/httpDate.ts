/** The preferred form, `Sun, 06 Nov 1994 08:49:37 GMT`, and the two obsolete ones that a recipient must still read. */
const FORMS = [
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{5,8}, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** Reads the date in a header, Unix milliseconds. `Date` would accept almost any text. @see RFC 9110 §5.6.7 */
export function readHttpDate(text: string | null): number | undefined {
  const parts = text === null ? undefined : FORMS.map((form) => form.exec(text)?.groups).find((found) => found);
  if (parts === undefined) return undefined;
  const { day = '', month = '', year = '', time = '' } = parts;
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const days = daysSince1970(Number(year.length === 2 ? `20${year}` : year), MONTHS.indexOf(month), Number(day));
  // 60 is a leap second.
  if (days === undefined || hours > 23 || minutes > 59 || seconds > 60) return undefined;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** @param month 0 for January */
function daysSince1970(year: number, month: number, day: number): number | undefined {
  const leap = isLeap(year) ? 1 : 0;
  const before = (DAYS_BEFORE[month] ?? Number.NaN) + (month > 1 ? leap : 0);
  const next = (DAYS_BEFORE[month + 1] ?? Number.NaN) + (month > 0 ? leap : 0);
  if (year < 1970 || !(day >= 1 && day <= next - before)) return undefined;
  return (year - 1970) * 365 + leapYearsBefore(year) - leapYearsBefore(1970) + before + day - 1;
}

/** @see RFC 3339 appendix C */
function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function leapYearsBefore(year: number): number {
  const last = year - 1;
  return Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400);
}
