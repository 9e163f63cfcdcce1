import { Fault, fault } from '../../findings/rule';
import { IGNORED_FIELD } from '../../rules/gitops/ignored-field';
import { REPOSITORY } from '../../rules/gitops/repository';
import type { ArgoCdOptions } from '../argocd/options';
import type { DeliveryOptions } from '../options';

/** What is wrong with the URL of the repository, for the call whose option it is. */
export function repositoryFaults({ repositoryUrl }: DeliveryOptions, call: string): Fault[] {
  const field = `repositoryUrl of ${call}`;
  const { remedy } = REPOSITORY;
  if (repositoryUrl.trim() === '') {
    return [fault(field, 'is empty, so there is nothing to fetch the bundle from', remedy)];
  }
  if (!/\s/.test(repositoryUrl)) return [];
  return [fault(field, `is ${JSON.stringify(repositoryUrl)}, but a URL has no spaces or line breaks`, remedy)];
}

/** Names of fields, none of them empty, each after a `/`. */
const POINTER = /^(\/([^~/]|~[01])+)+$/;

/** A path such as `spec.runStrategy`, which is most likely meant as a pointer. */
const DOTTED = /^\.?[A-Za-z]\w*([./][A-Za-z]\w*)*$/;

/** What is wrong with the fields that Argo CD is to leave alone. */
export function ignoredFieldFaults({ ignoredFields = [] }: ArgoCdOptions): Fault[] {
  return ignoredFields.flatMap(({ jsonPointers }, index) => jsonPointers.flatMap((pointer, place) => {
    if (POINTER.test(pointer)) return [];
    const field = `ignoredFields[${index}].jsonPointers[${place}] of Delivery.argoCd`;
    const meant = pointer.replace(/^\./, '').replaceAll('.', '/');
    const remedy = DOTTED.test(pointer) ? `Write "/${meant}".` : IGNORED_FIELD.remedy;
    return [fault(field, `is ${JSON.stringify(pointer)}, which is not a JSON pointer to a field`, remedy)];
  }));
}
