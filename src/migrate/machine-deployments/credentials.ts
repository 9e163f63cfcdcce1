import { isSecretHeader } from '../../rules/image/http';
import { isNoSecret } from '../../toolkit/secrets/values';
import { Weight } from '../change';
import { moveLogin, namesOf, textsAt } from '../credentials';
import type { Editor } from '../editor';

const NAMESPACE = 'the infra cluster, in the namespace of the machines';

/** Puts references to Secrets in the place of what the primary disk holds in clear for the server of its image. */
export function moveImageCredentials(editor: Editor, provider: string): void {
  const disk = `${provider}.virtualMachine.template.primaryDisk`;
  const { name } = editor.manifest;
  const image = `${disk}.osImage`;
  const url = editor.has(`${image}.value`) ? `${image}.value` : image;
  if (/^https?:/i.test(String(editor.get(url)))) {
    const reference = `${disk}.dataVolumeSecretRef`;
    moveLogin(editor, { url, reference, secret: `${name}-login`, namespace: NAMESPACE });
  }
  moveHeaders(editor, `${disk}.extraHeaders`, `${disk}.extraHeadersSecretRef`, `${name}-headers`);
}

/** machine-controller refuses headers in clear beside those of a Secret, so all of them move. */
function moveHeaders(editor: Editor, at: string, reference: string, name: string): void {
  const headers = textsAt(editor, at);
  if (!headers.some(isSecretHeader)) return;
  const given: unknown = editor.get(reference);
  const secret = typeof given === 'string' && given !== '' ? given : name;
  editor.discard(at);
  if (!editor.has(reference)) editor.write(reference, secret);
  editor.say(Weight.WARNING, `${at} is removed, because a secret is not repeated: create the Secret ${secret} in `
    + `${NAMESPACE}, with a key for each header (${namesOf(headers)}) and what it says as the value`);
}

/** What RHEL registers its machines with. machine-controller takes no reference there. */
const OF_RHEL = ['rhelSubscriptionManagerPassword', 'rhsmOfflineToken', 'rhelActivationKey'];

/** Removes what RHEL registers its machines with, but keeps placeholders. */
export function removeRegistration(editor: Editor, value: string): void {
  for (const key of OF_RHEL) {
    const path = `${value}.operatingSystemSpec.${key}`;
    const given: unknown = editor.get(path);
    if ((given ?? '') === '' || (typeof given === 'string' && isNoSecret(given))) continue;
    editor.remove(path, 'it is a secret, which is not repeated, and machine-controller takes no reference to one. '
      + 'Write it where the object is applied', Weight.WARNING);
  }
}
