/**
 * A query for Excel's and Power BI's Advanced Editor that gives whose token it is. The path stands apart from the address,
 * because Power BI refreshes a query on its own servers only when the address alone is fixed text.
 * @param apiAddress an origin
 * @see Microsoft, "Web.Contents"
 */
export function powerQuery(apiAddress: string, path: string, authorization: string): string {
  return `let
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
