/**
 * A query for Excel's and Power BI's Advanced Editor that gives whose token it is. The path stands apart from the address,
 * because Power BI refreshes a query on its own servers only when the address alone is fixed text. Excel asks for a way of
 * access the first time, and with any other than Anonymous it refuses the header; its comments say so.
 * @param apiAddress an origin
 * @param validUntil the token's end, Unix ms
 * @see Microsoft, "Web.Contents"
 */
export function powerQuery(apiAddress: string, path: string, authorization: string, validUntil: number): string {
  return `// When Excel asks how to access this address, choose "Anonymous": the token stands in the query itself.
// The token is valid until ${localMinute(validUntil)} (local time). After that, copy a new query.
let
    Source = Json.Document(
        Web.Contents(
            ${mText(apiAddress)},
            [
                RelativePath = ${mText(path)},
                Headers = [
                    Authorization = ${mText(authorization)},
                    Accept = "application/json"
                ]
            ]
        )
    ),
    Profile = Source[data]
in
    Profile`;
}

/** A text literal: quotes are doubled, and what would begin an escape or end the line is escaped. @see M, "Character escape sequences" */
export function mText(text: string): string {
  const escaped = text
    .replaceAll('"', '""')
    .replaceAll('#(', '#(#)(')
    .replaceAll('\r', '#(cr)')
    .replaceAll('\n', '#(lf)')
    .replaceAll('\t', '#(tab)')
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, (one) => `#(${one.charCodeAt(0).toString(16).padStart(4, '0')})`);
  return `"${escaped}"`;
}

/** A time by the computer's clock, in the order that no country reads otherwise: `2026-11-23 14:05`, as Swedish writes it. */
function localMinute(at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(at);
}
