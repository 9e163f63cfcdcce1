import type { Volume } from '../../imports/kubevirt.io';
import { madeOf } from '../props/made';

type Source = NonNullable<Volume['sysprep']>;

/**
 * Answers for Windows' setup: the file `autounattend.xml` or `unattend.xml`, or both, as keys of a Secret or ConfigMap
 * in the machine's namespace. The guest sees them on a CD-ROM.
 */
export class Sysprep {
  /** Answers in a Secret. The Secret must be created separately. Its content is never written to the YAML. */
  public static fromSecret(name: string): Sysprep {
    return madeOf('Sysprep.fromSecret', [name], (text) => new Sysprep({ secret: { name: text } }));
  }

  /** Answers in a ConfigMap, which must not hold passwords: whoever may see the namespace can read it. */
  public static fromConfigMap(name: string): Sysprep {
    return madeOf('Sysprep.fromConfigMap', [name], (text) => new Sysprep({ configMap: { name: text } }));
  }

  private constructor(private readonly source: Source) {}

  /** The source of the volume. @internal */
  public _source(): Source {
    return this.source;
  }
}
