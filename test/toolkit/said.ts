import type { Complaint } from '../../src/toolkit/complaint';

/** What is said of a value under its name; undefined if nothing is wrong with it. */
export function said(name: string, complaint: Complaint | undefined): string | undefined {
  return (
    complaint && [`${name} ${complaint.problem}.`, complaint.remedy].filter((part) => part !== undefined).join(' ')
  );
}
