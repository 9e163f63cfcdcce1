import { secretIn } from '../../machines/secrets/secrets';
import { Complaint, complaint } from '../../toolkit/complaint';

/**
 * Checks that a text that everyone may read contains nothing that looks like a secret. The message does not repeat the
 * secret.
 */
export function leak(text: string, remedy: string): Complaint | undefined {
  const found = secretIn(text);
  if (found === undefined) return undefined;
  return complaint(`holds what looks like a secret (${found}), and everyone who may read machines could read it`,
    remedy);
}
