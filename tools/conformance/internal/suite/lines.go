package suite

import "context"

// Lines are the supported releases of KubeVirt, oldest first, each with the newest CDI that it is paired with.
func (s *Suite) Lines() ([]Pair, error) {
	pairs, err := s.Pairs()
	if err != nil {
		return nil, err
	}
	var lines []Pair
	for i, pair := range pairs {
		if last := i == len(pairs)-1; last || pairs[i+1].KubeVirt != pair.KubeVirt {
			lines = append(lines, pair)
		}
	}
	return lines, nil
}

// Judges are the releases whose programs judge a pair: its own, where they can be had.
func (s *Suite) Judges(ctx context.Context, pair Pair) (Pair, error) {
	virt, err := s.Store.Line(ctx, "kubevirt", pair.KubeVirt)
	if err != nil {
		return Pair{}, err
	}
	importer, err := s.Store.Line(ctx, "cdi", pair.CDI)
	return Pair{KubeVirt: virt.Version, CDI: importer.Version}, err
}
