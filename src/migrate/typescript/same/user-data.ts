import { listOf, Loose } from './loose';

const SOURCES = ['cloudInitNoCloud', 'cloudInitConfigDrive'];

/**
 * Puts references to Secrets in the place of user data, because user data of public examples holds passwords, which our
 * rules refuse. Network data beside user data goes to a Secret too: `CloudInit` has both as texts, or both in Secrets.
 * @returns whether anything was replaced
 */
export function replaceUserData(spec: Loose): boolean {
  let isReplaced = false;
  for (const volume of listOf(spec.template?.spec?.volumes)) {
    for (const source of SOURCES) {
      const { userData, userDataBase64, networkData, networkDataBase64, ...others } = volume[source] ?? {};
      if (userData === undefined && userDataBase64 === undefined) continue;
      const hasNetwork = networkData !== undefined || networkDataBase64 !== undefined;
      const network = hasNetwork ? { networkDataSecretRef: { name: 'network-data' } } : {};
      volume[source] = { ...others, secretRef: { name: 'user-data' }, ...network };
      isReplaced = true;
    }
  }
  return isReplaced;
}
