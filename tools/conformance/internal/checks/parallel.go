package checks

import "cdk8s-kubevirt/tools/conformance/internal/parallel"

var inParallel = parallel.Do
