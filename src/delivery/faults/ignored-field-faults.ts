import { Fault, fault } from '../../findings/rule';
import { IGNORED_FIELD } from '../../rules/gitops/ignored-field';
import type { ArgoCdOptions } from '../argocd/options';

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
