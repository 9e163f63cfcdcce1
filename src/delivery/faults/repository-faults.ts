import { Fault, fault } from '../../findings/rule';
import { CREDENTIALS } from '../../rules/gitops/credentials';
import { REPOSITORY } from '../../rules/gitops/repository';

const OCI = 'oci://';

/** What templates and projects of Argo CD take for something else, and no URL has. */
const NO_URL = /[\s"{}*\\]/;

/** What is before the host: who fetches, and perhaps with which password. */
const USER = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)@/i;

/** What is wrong with the URL of the repository, for the call whose option it is. */
export function repositoryFaults(repositoryUrl: string, call: string): Fault[] {
  const field = `repositoryUrl of ${call}`;
  const { remedy } = REPOSITORY;
  if (repositoryUrl.trim() === '') {
    return [fault(field, 'is empty, so there is nothing to fetch the bundle from', remedy)];
  }
  if (NO_URL.test(repositoryUrl)) {
    const problem = 'but a URL has no spaces, line breaks, quotes, braces and asterisks';
    return [fault(field, `is ${JSON.stringify(repositoryUrl)}, ${problem}`, remedy)];
  }
  if (!repositoryUrl.startsWith(OCI)) return [];
  if (call === 'Delivery.argoCd') {
    return [fault(field, 'is an OCI artifact, but Argo CD reads the folders of the bundle from Git', remedy)];
  }
  const [, name] = /([^/]*)$/.exec(repositoryUrl)!;
  if (!/[:@]/.test(name) || !repositoryUrl.slice(OCI.length).includes('/')) return [];
  return [fault(field, `ends with the tag or digest of "${name}"`, 'Write the URL without it, and it as revision.')];
}

/** What is secret in the URL. The words do not repeat it. */
export function credentialFaults(repositoryUrl: string, call: string): Fault[] {
  const found = USER.exec(repositoryUrl);
  if (found === null) return [];
  const [, scheme, user] = found;
  // An SSH address may name a user, such as git: it is not a secret.
  if (/ssh/i.test(scheme) && !user.includes(':')) return [];
  return [fault(`repositoryUrl of ${call}`, 'has a user name or a token before the host', CREDENTIALS.remedy)];
}
