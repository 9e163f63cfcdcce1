import { SECRET_FORMS } from './forms';

const LOGIN = /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@"']{1,300}@/gi;
const NAMES = 'token|secret|password|passwd|signature|sig|credential|key|auth';
const PARAMETER = new RegExp(`([?&][\\w.-]{0,40}(?:${NAMES})=)[^&\\s"']{1,500}`, 'gi');
const FORMS = SECRET_FORMS.map(({ pattern }) => new RegExp(pattern.source, pattern.flags.replace('g', '') + 'g'));

/** A sentence without the secrets that are plain to see in it: in URLs, and tokens of a known form. */
export function redacted(sentence: string): string {
  const text = sentence.includes('://') ? sentence.replace(LOGIN, '$1…@').replace(PARAMETER, '$1…') : sentence;
  return FORMS.reduce((rest, form) => rest.replace(form, '…'), text);
}
