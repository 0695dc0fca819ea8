/**
 * What an alarm says of itself: what has happened, and where the runbook says what to do. Every heading below "Alarms" of the
 * runbook has an alarm, and every alarm its heading.
 */
export function seeRunbook(heading: string, says: string): string {
  return `${heading}. ${says}. What to do: docs/runbook.md#${anchorOf(heading)}`;
}

/** As Markdown is given anchors where code is hosted. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replace(/ /g, '-');
}
