import { amountFaults } from './amounts';
import { dataFaults } from './data';
import { below, Found, keyPath, PropFault, typeFault, unreadable } from './fault';
import { isInstance, isLazy, isLiteral } from './instance';
import { keptFaults } from './kept';
import { wordRemedy } from './remedy';
import { fitsStruct, MOST_FAULTS, structFaults } from './struct';
import { ENUMS } from './table';
import type { NamedType, Type } from './type';
import { described } from './words';

/** Finds the faults of a value. It allocates nothing if there are none. */
export type Judge = (value: unknown) => Found;

const judges = new WeakMap<Type, Judge>();

/** The function that judges values of a type, made when it is first needed. */
export function judgeOf(type: Type): Judge {
  const known = judges.get(type);
  if (known !== undefined) return known;
  const made = makeJudge(type);
  judges.set(type, made);
  return made;
}

function makeJudge(type: Type): Judge {
  const fits = fitOf(type);
  const wrong = (value: unknown) => [typeFault(value, type)];
  switch (type.kind) {
    case 'enum': return wordJudge(type, wrong);
    case 'struct': return (value) => structFaults(type.name, value, judgeOf);
    case 'list': return listJudge(judgeOf(type.of), wrong);
    case 'map': return mapJudge(judgeOf(type.of), wrong);
    case 'union': return unionJudge(type.of, wrong);
    case 'class': return (value) => (fits(value) ? instanceFaults(value as object, type) : wrong(value));
    case 'json': return (value) => (fits(value) ? dataFaults(value) : wrong(value));
    default: return (value) => (fits(value) ? undefined : wrong(value));
  }
}

function instanceFaults(value: object, type: NamedType): Found {
  return keptFaults(value) ?? amountFaults(value, type);
}

/** Whether a value has the outer shape of a type. If so, its contents are judged. */
export function fitOf(type: Type): (value: unknown) => boolean {
  switch (type.kind) {
    case 'string': case 'number': case 'boolean': {
      const { kind } = type;
      return (value) => typeof value === kind;
    }
    case 'json': return (value) => typeof value === 'object' && !Array.isArray(value);
    case 'lazy': return isLazy;
    case 'enum': return (value) => typeof value === 'string';
    case 'struct': return (value) => fitsStruct(type.name, value);
    case 'class': return (value) => isInstance(value, type.name);
    case 'list': return Array.isArray;
    case 'map': return isLiteral;
    case 'union': {
      const alternatives = type.of.map(fitOf);
      return (value) => alternatives.some((fits) => fits(value));
    }
  }
}

/** The values of an enum. */
export function wordsOf(name: string): ReadonlySet<string> {
  return new Set(Object.values(ENUMS[name as keyof typeof ENUMS]));
}

type Wrong = (value: unknown) => PropFault[];

function wordJudge({ name }: NamedType, wrong: Wrong): Judge {
  const words = wordsOf(name);
  return (value) => {
    if (words.has(value as string)) return undefined;
    if (typeof value !== 'string') return wrong(value);
    const says = `is ${described(value)}, which is not a value of ${name}`;
    return [{ prop: '', kind: 'word', says, remedy: wordRemedy(value, name, words), of: name }];
  };
}

function listJudge(judge: Judge, wrong: Wrong): Judge {
  return (value) => {
    if (!Array.isArray(value)) return wrong(value);
    let faults: PropFault[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const found = judged(judge, value, index);
      if (found !== undefined) faults = (faults ?? []).concat(below(`[${index}]`, found));
      if (faults !== undefined && faults.length >= MOST_FAULTS) break;
    }
    return faults;
  };
}

function mapJudge(judge: Judge, wrong: Wrong): Judge {
  return (value) => {
    if (!isLiteral(value)) return wrong(value);
    let faults: PropFault[] | undefined;
    for (const key in value) {
      const found = judged(judge, value, key);
      if (found !== undefined && Object.hasOwn(value, key)) faults = (faults ?? []).concat(below(keyPath(key), found));
      if (faults !== undefined && faults.length >= MOST_FAULTS) break;
    }
    return faults;
  };
}

function unionJudge(types: readonly Type[], wrong: Wrong): Judge {
  const alternatives = types.map((type) => ({ fits: fitOf(type), judge: judgeOf(type) }));
  return (value) => {
    for (const { fits, judge } of alternatives) if (fits(value)) return judge(value);
    return wrong(value);
  };
}

/** The faults of a value in an object or a list, which may throw when it is read. */
function judged(judge: Judge, object: object, key: string | number): Found {
  try {
    return judge((object as Record<string | number, unknown>)[key]);
  } catch (error) {
    return [unreadable(error)];
  }
}
